// The launcher and the place of the frame. Set through the style sheet's object, so that a page's content policy allows it.
export const STYLE = `
:host{all:initial}
.box{--accent:#17493f;--on-accent:#fff;font:500 18px/1.3 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color-scheme:light dark}
.launcher{position:fixed;inset-block-end:20px;inset-inline-end:20px;z-index:2147483646;display:flex;align-items:center;gap:10px;
min-height:56px;max-width:calc(100vw - 40px);padding:12px 22px 12px 18px;border:2px solid transparent;border-radius:28px;font:inherit;font-weight:600;color:var(--on-accent);
background:var(--accent);box-shadow:0 2px 4px rgb(0 0 0/.16),0 8px 24px rgb(0 0 0/.18);cursor:pointer;text-align:start}
.left .launcher{inset-inline:20px auto}
.launcher[hidden]{display:none}
.launcher svg{flex:none;width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
.launcher:hover{filter:brightness(1.12)}
.launcher:focus-visible{outline:3px solid #fff;outline-offset:0;box-shadow:0 0 0 7px #16211f}
.panel{position:fixed;inset:auto;inset-block-end:16px;inset-inline-end:16px;z-index:2147483647;box-sizing:border-box;width:min(27rem,calc(100vw - 32px));
height:min(46rem,calc(100vh - 32px));height:min(46rem,calc(100dvh - 32px));max-width:none;max-height:none;margin:0;padding:0;overflow:hidden;border:1px solid #8a9794;border-radius:18px;
background:#fbf9f5;color:#16211f;box-shadow:0 4px 12px rgb(0 0 0/.12),0 20px 60px rgb(0 0 0/.24)}
.left .panel{inset-inline:16px auto}
.panel::backdrop{background:transparent}
iframe{position:absolute;inset:0;width:100%;height:100%;border:0;color-scheme:normal;opacity:0;pointer-events:none}
iframe.ready{opacity:1;pointer-events:auto}
.waiting{box-sizing:border-box;display:flex;flex-direction:column;gap:16px;justify-content:center;height:100%;padding:32px;text-align:center}
.waiting p{margin:0}
.waiting a,.waiting button{min-height:48px;padding:10px 18px;box-sizing:border-box;border:2px solid #17493f;border-radius:12px;font:inherit;font-weight:600;color:#17493f;background:#fff;text-decoration:none;cursor:pointer}
.waiting a{color:#fff;background:#17493f}
.waiting :focus-visible{outline:3px solid #b3541e;outline-offset:2px}
@media (prefers-color-scheme:dark){.panel{background:#161e1d;color:#ecefe9;border-color:#5d6b68}}
@media (max-width:30rem),(max-height:26rem){.panel,.left .panel{inset:0;width:100%;height:100%;border:0;border-radius:0}}
@media (max-width:24rem){.launcher{padding:10px 18px 10px 14px;font-size:17px;gap:8px}}
@media (forced-colors:active){.launcher{border-color:ButtonText}}
@media print{.box{display:none}}
`.replace(/\n/g, "");
