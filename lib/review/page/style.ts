/** The page's style: light and dark by the reader's setting or choice, and black on white on paper. */
export const style = `
:root{color-scheme:light;--back:#fff;--card:#f6f8fa;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--link:#0550ae;
--grave:#a40e26;--grave-back:#ffebe9;--warn:#7a4e00;--warn-back:#fff3cd;--calm:#1a5c2e;--calm-back:#dafbe1;--quiet-back:#eaeef2}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;--back:#0d1117;--card:#161b22;--text:#e6edf3;--soft:#9da7b3;
--line:#3d444d;--link:#79b8ff;--grave:#ff9b94;--grave-back:#4a1216;--warn:#f2cc60;--warn-back:#3f2f06;--calm:#7ee2a0;--calm-back:#0f3a1e;--quiet-back:#262c36}}
:root[data-theme=dark]{color-scheme:dark;--back:#0d1117;--card:#161b22;--text:#e6edf3;--soft:#9da7b3;--line:#3d444d;--link:#79b8ff;
--grave:#ff9b94;--grave-back:#4a1216;--warn:#f2cc60;--warn-back:#3f2f06;--calm:#7ee2a0;--calm-back:#0f3a1e;--quiet-back:#262c36}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,"Segoe UI",Roboto,sans-serif}
header,main,footer{max-width:1400px;margin:0 auto;padding:0 1.5rem}
header{padding-top:1.5rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.3rem;margin:2.5rem 0 .5rem;border-bottom:1px solid var(--line)}h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
code,.mono{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
a{color:var(--link)}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
nav ul,.tools{display:flex;flex-wrap:wrap;gap:.5rem 1rem;padding:0;margin:.75rem 0;list-style:none}
button{font:inherit;font-size:.9rem;color:var(--text);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.25rem .75rem;cursor:pointer}
button[aria-pressed=true]{border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
.sum{font-size:1.1rem;margin:.5rem 0}.soft{color:var(--soft)}
.word{display:inline-block;border-radius:6px;padding:0 .5em;font-size:.85em;font-weight:600;background:var(--quiet-back)}
.grave,.word.grave{color:var(--grave);background:var(--grave-back)}
.word.warn{color:var(--warn);background:var(--warn-back)}
.word.calm{color:var(--calm);background:var(--calm-back)}
.alert{border-left:4px solid var(--grave);background:var(--card);padding:.5rem 1rem;margin:1rem 0}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;padding:.3rem .75rem}
summary{cursor:pointer}
details.unit:target,details.entry:target{border-color:var(--link)}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.94rem}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid var(--line);padding:.3rem .75rem .3rem 0;overflow-wrap:anywhere}
pre{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;overflow:auto;margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
ins,del{text-decoration:none;display:block}ins{color:var(--calm);background:var(--calm-back)}del{color:var(--grave);background:var(--grave-back)}
.picture{margin:.5rem 0;overflow:auto;border:1px solid var(--line);border-radius:6px;background:var(--back);max-height:85vh}
.picture svg{display:block;font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.box rect{fill:var(--back);stroke:var(--soft)}.box.holds>rect{fill:var(--card);stroke:var(--line);stroke-width:1.5}
.box text{fill:var(--text)}.box text.note{fill:var(--soft);font-size:11px}
.box.holds>text{font-weight:600}.box.holds>text.note{font-weight:400}
a .box:hover rect{stroke:var(--link);stroke-width:2}
.arrows polyline{fill:none;stroke:var(--soft);stroke-width:1.2;opacity:.75}.arrows path{fill:var(--soft)}
.box.tone-grave>rect{fill:var(--grave-back);stroke:var(--grave);stroke-width:2}.box.tone-warn>rect{fill:var(--warn-back);stroke:var(--warn);stroke-width:2}
.box.tone-calm>rect{fill:var(--calm-back);stroke:var(--calm);stroke-width:2}
.box.tone-grave>text.note{fill:var(--grave)}.box.tone-warn>text.note{fill:var(--warn)}.box.tone-calm>text.note{fill:var(--calm)}
@media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;--back:#fff;--card:#fff;--text:#000;--soft:#333;--line:#999;--link:#000;
--grave:#a40e26;--grave-back:#fff;--warn:#7a4e00;--warn-back:#fff;--calm:#1a5c2e;--calm-back:#fff;--quiet-back:#fff}
.tools,nav,.skip{display:none}.picture{max-height:none;overflow:visible}.picture svg{width:100%;height:auto}details{break-inside:avoid}}
`;
