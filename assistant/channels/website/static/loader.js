(function(){var e=`
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
`.replace(/\n/g,``),t=12,n=2,r=`assistant.open`;function i(r){let i=JSON.parse(`__ASSISTANT__`),c=r.dataset,l=new URL(r.src).origin,u=document.createElement(`div`);u.style.setProperty(`all`,`initial`,`important`),u.style.setProperty(`display`,`contents`,`important`);let d=u.attachShadow({mode:`open`}),f=new CSSStyleSheet;f.replaceSync(e),d.adoptedStyleSheets=[f];let p=(e,t)=>Object.assign(document.createElement(e),t),m=p(`div`,{className:c.position===`left`?`box left`:`box`,lang:i.language,dir:i.dir}),h=p(`button`,{type:`button`,className:`launcher`}),g=document.createElementNS(`http://www.w3.org/2000/svg`,`svg`);g.setAttribute(`viewBox`,`0 0 24 24`),g.setAttribute(`aria-hidden`,`true`);let _=document.createElementNS(`http://www.w3.org/2000/svg`,`path`);_.setAttribute(`d`,`M4 4.5h16v12h-8l-5 4.5v-4.5H4z`),g.append(_),h.append(g,c.label||i.launcher);let v=p(`dialog`,{className:`panel`});v.setAttribute(`aria-label`,i.frame_title);let y=p(`div`,{className:`waiting`});y.setAttribute(`role`,`status`),m.append(h,v),d.append(m),/^#[0-9a-f]{6}$/i.test(c.accent??``)&&(m.style.setProperty(`--accent`,c.accent),m.style.setProperty(`--on-accent`,a(c.accent)?`#000`:`#fff`));let b=matchMedia(`(max-width: 30rem), (max-height: 26rem)`),x=null,S=!1,C=!1,w=()=>{let e={assistant:`shown`,focus:C};S&&v.open&&x.contentWindow.postMessage(e,l)},T=()=>{b.matches?v.showModal():v.open=!0};function E(e){C=e,x||O(),v.open||T(),h.hidden=!0,o(`1`),C&&x.focus(),w()}function D(){v.close(),h.hidden=!1,h.focus(),o(``)}function O(){let e=new URL(`/chat`,l);e.searchParams.set(`host`,location.origin);for(let t of[`hospital`,`greeting`,`accent`,`lang`])c[t]&&e.searchParams.set(t,c[t]);let r=p(`iframe`,{title:i.frame_title,src:e.href});x=r,y.textContent=i.loading,v.replaceChildren(y,r);let a=()=>x===r&&!S&&k();r.addEventListener(`load`,()=>setTimeout(a,n*1e3)),setTimeout(a,t*1e3)}function k(){if(!x)return;let e=p(`p`,{textContent:i.unreachable}),t=p(`a`,{href:`tel:${i.tel}`,textContent:i.call_instead}),n=p(`button`,{type:`button`,textContent:i.close});n.addEventListener(`click`,D),y.replaceChildren(e,t,n),x.remove(),x=null,C&&v.open&&n.focus()}window.addEventListener(`message`,e=>{var t,n;e.origin===l&&x&&e.source===x.contentWindow&&(((t=e.data)==null?void 0:t.assistant)===`ready`?(S=!0,x.className=`ready`,y.remove(),w()):((n=e.data)==null?void 0:n.assistant)===`close`&&D())}),h.addEventListener(`click`,()=>E(!0)),v.addEventListener(`cancel`,e=>{e.preventDefault(),D()}),v.addEventListener(`keydown`,e=>e.key===`Escape`&&D()),b.addEventListener(`change`,()=>{v.open&&(v.close(),T())}),document.querySelectorAll(`[data-assistant-fallback]`).forEach(e=>e.hidden=!0),document.body.append(u),!b.matches&&(c.open===`true`||s())&&E(!1)}function a(e){let[t,n,r]=[1,3,5].map(t=>(parseInt(e.slice(t,t+2),16)/255)**2.2);return .2126*t+.7152*n+.0722*r>.18}function o(e){try{sessionStorage.setItem(r,e)}catch{}}function s(){try{return sessionStorage.getItem(r)===`1`}catch{return!1}}var c=document.currentScript;document.body?i(c):document.addEventListener(`DOMContentLoaded`,()=>i(c))})();