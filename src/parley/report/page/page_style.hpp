#pragma once

#include <string_view>

namespace parley::report {

/// The page's style sheet: system fonts, light and dark, narrow screens, A4.
inline constexpr std::string_view page_style = R"(
:root{color-scheme:light dark;--ink:#1c1f24;--soft:#5d6570;--paper:#fff;--rule:#d9dde2;--gain:#1a8a6e;--loss:#8e4390;--other:#a9b0b8;--p0:#1b6fa8;--p1:#c0562b;--p2:#9a7400;--p3:#5b6bc0}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a4abb4;--paper:#16181c;--rule:#363b42;--gain:#4fc3a1;--loss:#cf8fd0;--other:#666e78;--p0:#63b0e3;--p1:#ee8f63;--p2:#d9b44a;--p3:#9aa6f0}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:32px 20px 80px}h1{font-size:2rem;line-height:1.2}h2{margin-top:3rem;border-top:1px solid var(--rule);padding-top:1.5rem}
p,li{max-width:72ch;overflow-wrap:anywhere}.lead{font-size:1.2rem}.source{color:var(--soft);font-size:.85rem}a{color:inherit;text-decoration-color:var(--rule)}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}th,td{padding:4px 10px;border-bottom:1px solid var(--rule);text-align:right;vertical-align:bottom}
th:first-child{text-align:left;font-weight:400}thead th{font-weight:600}td small{display:block;color:var(--soft);font-size:.78rem;white-space:nowrap}.unsure,.unsure a{color:var(--soft)}.group th{font-weight:600;padding-top:14px}
figure{margin:1.2rem 0}figcaption{margin-bottom:.4rem}svg{width:100%;height:auto;font-size:13px}svg text{fill:var(--ink)}svg line{stroke:var(--ink)}
.map use{stroke:var(--rule);stroke-width:6}.party-0{fill:var(--p0)}.party-1{fill:var(--p1)}.party-2{fill:var(--p2)}.party-3{fill:var(--p3)}svg circle{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}svg .thread{stroke:var(--soft)}svg.curves text{paint-order:stroke;stroke:var(--paper);stroke-width:3px}svg .grid{stroke:var(--rule)}svg .curve{fill:none;stroke-width:2.5}.curve.party-0{stroke:var(--p0)}.curve.party-1{stroke:var(--p1)}.curve.party-2{stroke:var(--p2)}.curve.party-3{stroke:var(--p3)}.curve.other{stroke:var(--other)}dt{font-weight:600;margin-top:.8rem}dd{margin:0;max-width:72ch}.gain{fill:var(--gain)}.loss{fill:var(--loss)}.other{fill:var(--other)}dt:target{background:var(--rule)}pre{overflow-x:auto;font-size:.8rem}details{margin:.6rem 0}summary{cursor:pointer}
.wide th:first-child{position:sticky;left:0;background:var(--paper)}@media(min-width:900px){.window{width:min(94vw,1500px);margin-left:calc(50% - min(47vw,750px))}.window table{margin:0 auto}}@media(min-width:700px){#headline th:first-child{white-space:nowrap}#headline th,#headline td{padding:4px 8px}}
@media(max-width:520px){main{padding:20px 12px}svg{font-size:17px}td,th{padding:4px 5px}}
@media print{.window{width:auto;margin:0}.wide{overflow:visible}#headline{font-size:7pt}#headline th,#headline td{padding:2px 3px}#headline small{font-size:6pt}main{max-width:none;padding:0}body{font-size:11pt}figure{break-inside:avoid-page}h2,h3{break-after:avoid-page}details{display:none}}
)";

}  // namespace parley::report
