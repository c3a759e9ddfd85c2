/** The look of a report page: for reading on a screen, light or dark, at any width, and for printing. */
export const style = `
:root{--ink:#1b2430;--soft:#566270;--line:#d9dee4;--ground:#fff;--band:#f5f7f9;--accent:#0b5c8f;--good:#00735c;--bad:#b3440a;--shade:#1b243026;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a3afbb;--line:#36414d;--ground:#12181f;--band:#1a222b;--accent:#7cc0ee;--good:#4cc9a9;--chart:#56b4e9;--bad:#f29b68;--shade:#00000080}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","PingFang TC","Microsoft YaHei","Microsoft JhengHei","Noto Sans CJK SC","Noto Sans SC","WenQuanYi Micro Hei",sans-serif;font-variant-numeric:tabular-nums}
:lang(zh-TW) body,html:lang(zh-TW) body{font-family:system-ui,-apple-system,"PingFang TC","Microsoft JhengHei","Noto Sans CJK TC","Noto Sans TC","Noto Sans CJK SC",sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 1rem;border-top:6px solid var(--accent)}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.015em;text-wrap:balance}
h1+p{color:var(--soft);margin:0 0 2rem}
h2{font-size:1.35rem;margin:2.75rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--ink)}
h3{font-size:1.08rem;margin:2rem 0 .5rem}
h1+p+h2{border-top:0;padding-top:0;margin-top:0}
h1+p+h2+ul{background:var(--band);border-left:4px solid var(--accent);padding:1rem 1.25rem 1rem 2.1rem;margin:0 0 1rem;border-radius:0 6px 6px 0}
h1+p+h2+ul li{margin:.4rem 0;max-width:none}
h1+p+h2+ul strong:first-child{color:var(--accent)}
p,li{max-width:46rem;overflow-wrap:break-word;text-wrap:pretty}
:lang(zh) p,:lang(zh) li{line-break:strict}
h3+figure>p:first-child,figure>p:first-child{margin-bottom:.35rem}
figure>p:first-child strong{font-size:1.02rem}
ol,ul{padding-left:1.4rem}
.wide{overflow-x:auto;margin:.75rem 0 1.25rem;scrollbar-width:thin;border-radius:4px;background:linear-gradient(90deg,var(--ground) 30%,transparent) 0 0/2.5rem 100% no-repeat local,linear-gradient(270deg,var(--ground) 30%,transparent) 100% 0/2.5rem 100% no-repeat local,linear-gradient(90deg,var(--shade),transparent) 0 0/.8rem 100% no-repeat scroll,linear-gradient(270deg,var(--shade),transparent) 100% 0/.8rem 100% no-repeat scroll}
.wide:focus-visible{outline:2px solid var(--accent)}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.45}
th,td{padding:.42rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{font-weight:600;color:var(--soft);border-bottom:1.5px solid var(--soft);vertical-align:bottom;text-wrap:balance}
:lang(zh) th{word-break:keep-all;line-break:strict}
thead th:empty{display:none}
td[style*=right],td code{white-space:nowrap}
th,td{min-width:3.8rem}
td:not([style]){min-width:5.5rem}td:first-child{min-width:8.5rem}td:first-child[style]{min-width:0}td:last-child:not([style]):not(:first-child){min-width:10rem}tr:has(>td:nth-child(4):last-child)>td:first-child[style]+td:not([style]){min-width:11rem}
.day{white-space:nowrap}
tbody tr:hover{background:color-mix(in srgb,var(--accent) 7%,transparent)}
tr:has(>td:first-child>strong:only-child) td{font-weight:600;border-top:1.5px solid var(--soft)}

code{font:.85em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--soft);overflow-wrap:anywhere}
.fig{text-decoration:none}
.fig:hover{background:color-mix(in srgb,var(--accent) 18%,transparent);border-radius:2px}
.fig.assumed{border-bottom:1px dotted var(--soft)}
figure{margin:1rem 0 1.5rem}
figure svg{display:block;width:100%;height:auto;max-width:46rem;color:var(--ink)}
figcaption{color:var(--soft);font-size:.82rem;max-width:46rem}
details{max-width:46rem;font-size:.9rem;margin:.25rem 0}
nav{margin:2rem 0 0;font-size:.9rem}
nav ul{list-style:none;padding:0;margin:.25rem 0 0;display:flex;flex-wrap:wrap;gap:0 1.5rem}
nav li{margin:0}
a{color:var(--accent)}nav a{display:inline-block;padding:.25rem 0;text-decoration:none}nav a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
summary{cursor:pointer;color:var(--accent);padding:.3rem 0;width:fit-content}
details.register{max-width:none}
footer{max-width:62rem;margin:2rem auto;padding:0 1.25rem 2rem;color:var(--soft);font-size:.82rem}
@media (max-width:34rem){main{padding-top:1.5rem}h1{font-size:1.5rem}h2{font-size:1.2rem}th,td{padding:.38rem .5rem}h1+p+h2+ul{padding-left:1.7rem}}
@media print{
:root{--ink:#000;--soft:#444;--line:#bbb;--ground:#fff;--band:#fff;--accent:#000;--chart:#0072b2;--shade:transparent}
@page{size:A4;margin:18mm 15mm}
body{font-size:10pt}main{max-width:none;padding:0}
h2{break-after:avoid;border-top-width:1px}h3{break-after:avoid}
figure,tr,h1+p+h2+ul{break-inside:avoid}
.wide{overflow:visible}table{font-size:8pt}th,td{padding:2pt 4pt;white-space:normal!important}
thead{display:table-header-group}
details:not(.register),summary,nav{display:none}
details.register::details-content{content-visibility:visible;display:block}
details.register table{font-size:6pt}details.register code{white-space:normal}
figure svg{min-width:0!important;max-width:100%}
footer{max-width:none;padding:0}
}`
