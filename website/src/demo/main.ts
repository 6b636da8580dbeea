// The demonstration page needs no script of its own but this style; the widget comes by its script tag, as on any page.
import "./style.css";
