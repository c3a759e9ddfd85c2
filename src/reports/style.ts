import { darkPageRules } from '../charts/palette.ts'

/** The look of a report page: for reading on a screen, light or dark, at any width, and for printing. */
export const style = `
:root{--ink:#1b2430;--soft:#566270;--line:#d9dee4;--ground:#fff;--band:#f5f7f9;--accent:#0b5c8f;--shade:#1b243026;--text:46rem;--page:63.5rem;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a3afbb;--line:#36414d;--ground:#12181f;--band:#1a222b;--accent:#7cc0ee;--chart:#56b4e9;--shade:#00000080}}
${darkPageRules}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;border-top:6px solid var(--accent);background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","PingFang TC","Microsoft YaHei","Microsoft JhengHei","Noto Sans CJK SC","Noto Sans SC","WenQuanYi Micro Hei",sans-serif;font-variant-numeric:tabular-nums}
:lang(zh-TW) body,html:lang(zh-TW) body{font-family:system-ui,-apple-system,"PingFang TC","Microsoft JhengHei","Noto Sans CJK TC","Noto Sans TC","Noto Sans CJK SC",sans-serif}
main,footer{max-width:calc(var(--page) + 2.5rem);margin:0 auto;padding:2.5rem 1.25rem 1rem}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.015em;text-wrap:balance}
h1+p{color:var(--soft);margin:0 0 2rem}
h2{font-size:1.4rem;line-height:1.3;margin:3.25rem 0 .9rem;padding-top:1rem;border-top:1px solid var(--soft)}
h3{font-size:1.1rem;line-height:1.4;margin:2.25rem 0 .5rem}
h1+p+h2{border-top:0;padding-top:0;margin-top:0}
h1,h2,h3,p,li{overflow-wrap:break-word}
p,li,h2,h3{text-wrap:pretty}
p,ul,ol,h3{max-width:var(--text)}
:lang(zh) p,:lang(zh) li{line-break:strict}
ol,ul{padding-left:1.4rem}li{margin:.2rem 0}
h1+p+h2+ul{max-width:var(--text);background:var(--band);border-left:4px solid var(--accent);padding:.5rem 1.5rem .5rem 2.4rem;margin:0 0 1rem;border-radius:0 6px 6px 0}
h1+p+h2+ul>li{margin:0;padding:.5rem 0;max-width:none}
h1+p+h2+ul>li+li{border-top:1px solid var(--line)}
h1+p+h2+ul:has(>.term){padding-left:1.5rem}
.term{list-style:none}.term>strong:first-child{display:block;color:var(--accent);line-height:1.45}
@media (min-width:48rem){.term{padding-left:12.5rem!important}.term>strong:first-child{float:left;width:11.5rem;margin-left:-12.5rem;line-height:inherit;text-wrap:balance}.term::after{content:"";display:block;clear:left}}
.wide{overflow-x:auto;max-width:var(--text);margin:.75rem 0 1.5rem;scrollbar-width:thin;background:linear-gradient(90deg,var(--ground) 30%,transparent) 0 0/2.5rem 100% no-repeat local,linear-gradient(270deg,var(--ground) 30%,transparent) 100% 0/2.5rem 100% no-repeat local,linear-gradient(90deg,var(--shade),transparent) 0 0/.8rem 100% no-repeat scroll,linear-gradient(270deg,var(--shade),transparent) 100% 0/.8rem 100% no-repeat scroll}
.wide:has(tr>:nth-child(6)),.register .wide{max-width:none}.wide:has(tr>:nth-child(6))>table{width:auto;min-width:min(100%,var(--text))}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.875rem;line-height:1.45}
th,td{min-width:3.8rem;padding:.45rem .7rem;border-bottom:1px solid var(--line);font-weight:400;text-align:left;vertical-align:top}
.wide:has(tr>:nth-child(9)) :is(th,td){padding-inline:.45rem}tr>:first-child,.wide tr>:first-child:first-child{padding-left:0}tr>:last-child{padding-right:.15rem}
thead th{font-weight:600;color:var(--soft);border-bottom:1px solid var(--soft);vertical-align:bottom;text-wrap:balance}
:lang(zh) thead th{font-weight:700;word-break:keep-all;line-break:strict}
td[style*=right],td code,th code{white-space:nowrap}
td:not([style]){min-width:5rem}:lang(zh) td:not([style]){min-width:5.9rem}.wide:has(td:last-child>code) td:not([style]){min-width:4.2rem}tr>[style]:first-child{width:1px}
th.stay:not([style]){min-width:8.5rem}:lang(zh) th.stay:not([style]){min-width:6rem}:lang(zh) .wide:not(:has(td:last-child>code)) th.stay{overflow-wrap:anywhere}
td:last-child:not([style]):not(:has(code)){min-width:10rem}
tr:has(>:nth-child(4):last-child)>[style]:first-child+th{min-width:11rem}
.stay{position:sticky;left:0;z-index:1;background:var(--ground)}
tbody tr:hover>*{background:color-mix(in srgb,var(--accent) 7%,var(--ground))}
.sum>*{font-weight:600;border-top:1px solid var(--soft)}
.pairs th{width:34%;color:var(--soft)}
.pairs tr:first-child>*{border-top:1px solid var(--line)}
.fig,.day,td>[data-name]:only-child{white-space:nowrap}.fig.said{white-space:normal}
.fig:hover{background:color-mix(in srgb,var(--accent) 18%,transparent);border-radius:2px}
.fig.assumed{border-bottom:1px dotted var(--soft)}
code{font:.85em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--soft);overflow-wrap:anywhere}
figure{margin:1.5rem 0 1.75rem}figcaption{max-width:var(--text)}
figure>p:first-child{margin-bottom:.35rem}
figure svg{display:block;width:100%;height:auto;color:var(--ink)}
figure>.wide{max-width:var(--text)!important;margin-bottom:.5rem}
figcaption{color:var(--soft);font-size:.82rem}figcaption p{margin:.4rem 0}
details{font-size:.9rem;margin:.25rem 0}
summary{cursor:pointer;color:var(--accent);padding:.3rem 0;width:fit-content}
nav{margin:2rem 0 0;font-size:.9rem;line-height:1.45}
nav ul{list-style:none;padding:0;margin:.25rem 0 0;display:flex;flex-wrap:wrap;gap:0 1.5rem}
nav li{margin:0}
a{color:var(--accent)}nav a{display:inline-block;padding:.25rem 0;text-decoration:none}nav a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
footer{padding-block:1.5rem 2.5rem;color:var(--soft);font-size:.82rem}
@media (max-width:54rem){:root{--text:100vw}.wide:has(tr>:nth-child(7)):not(:has(td:last-child>code)) td:not([style]):not(:last-child):not(:has(code)){min-width:7.5rem}}
@media (min-width:76rem){h1+p+h2+ul:has(>.term){max-width:none}.term{max-width:60rem!important}
body:has(nav) :is(main,footer){max-width:calc(var(--page) + 16.5rem);padding-left:15.25rem}
nav{position:fixed;top:2.9rem;left:max(1.25rem,calc(50% - var(--page)/2 - 7rem));width:12rem;max-height:calc(100vh - 4rem);overflow-y:auto;margin:0;scrollbar-width:thin}
nav ul{display:block;margin-top:.4rem;border-left:2px solid var(--line)}nav a{display:block;padding:.28rem 0 .28rem .75rem;color:var(--soft)}nav a:hover{color:var(--accent)}
:lang(en) th.stay:not([style]){min-width:10.5rem}}
@media (max-width:34rem){main{padding-top:1.5rem}h1{font-size:1.5rem}h2{font-size:1.25rem;margin-top:2.5rem}th,td{padding:.4rem .5rem}
h1+p+h2+ul,h1+p+h2+ul:has(>.term){margin-inline:-1.25rem;padding:.25rem 1.25rem .25rem 1rem;border-radius:0}h1+p+h2+ul:not(:has(>.term)){padding-left:2.2rem}
.wide{margin-inline:-1.25rem}figure>.wide{padding-inline:1.25rem}figure>.wide>svg{box-sizing:content-box}
.wide tr>:first-child:first-child,.wide tr>.stay{padding-left:1.25rem}tr>:last-child{padding-right:1.25rem}
th.stay:not([style]){min-width:7rem;overflow-wrap:break-word}:lang(en) .wide:has(tr>:nth-child(4)) th.stay:not([style]){min-width:8.5rem}:lang(zh) .wide:has(tr>:nth-child(4)) th.stay:not([style]){min-width:7.6rem}.wide:has(tr>:nth-child(4)) th.stay:not([style]){max-width:10.5rem}.wide:has(tr>:nth-child(6)) td:not([style]):not(:last-child):not(:has(code)){min-width:6.5rem}.wide tr>[style]:first-child+th.stay:not([style]){max-width:12rem}td:last-child:not([style]):not(:has(code)){min-width:5.7rem}:lang(en) .wide:has(tr>:nth-child(5)) thead th{min-width:5rem}.wide:has(tr>:nth-child(6)) td:last-child:not([style]):not(:has(code)){min-width:12rem}.pairs th{width:42%}}
@media (max-width:54rem){:lang(zh) .wide:has(tr>:nth-child(9)) th.stay:not([style]){min-width:8.5rem}.wide:has(tr>:nth-child(9)) td:last-child:not([style]):not(:has(code)){min-width:20rem}}
@media print{
:root{--ink:#000;--soft:#444;--line:#bbb;--ground:#fff;--band:#fff;--accent:#000;--chart:#0072b2;--shade:transparent;--text:none;--page:none}
@page{size:A4;margin:18mm 15mm}
body{font-size:10pt;border-top:0}main,footer,body:has(nav) :is(main,footer){max-width:none;padding:0}
h2{break-after:avoid}h3{break-after:avoid}
figure,tr,h1+p+h2+ul{break-inside:avoid}
.wide{overflow:visible;margin-inline:0;max-width:none;background:none}figure>.wide{padding:0}
table{font-size:8pt}th,td,.stay{position:static;min-width:0!important;padding:2pt 4pt;white-space:normal!important}
thead{display:table-header-group}
details:not(.register),summary,nav{display:none!important}
details.register::details-content{content-visibility:visible;display:block}
details.register table{font-size:6pt}details.register code{white-space:normal}
figure,figure svg{min-width:0!important;max-width:100%}
}`
