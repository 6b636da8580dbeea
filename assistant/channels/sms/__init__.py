"""Text messages: webhooks of phone companies in, approved words out. See docs/sms.md."""
