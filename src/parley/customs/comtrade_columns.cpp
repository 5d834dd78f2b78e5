#include "parley/customs/comtrade_columns.hpp"

namespace parley::customs {

ComtradeColumns comtrade_columns(const text::CsvTable& csv) {
  ComtradeColumns c{};
  c.classification = find_column(csv, {"Classification", "classificationCode"});
  c.period = find_column(csv, {"Period", "period"});
  c.flow_code = find_column(csv, {"Trade Flow Code", "flowCode"});
  c.flow_name = find_column(csv, {"Trade Flow", "flowDesc"});
  c.reporter_iso = find_column(csv, {"Reporter ISO", "reporterISO"});
  c.reporter_number = find_column(csv, {"Reporter Code", "reporterCode"});
  c.partner_iso = find_column(csv, {"Partner ISO", "partnerISO"});
  c.partner_number = find_column(csv, {"Partner Code", "partnerCode"});
  c.second_partner = find_column(csv, {"2nd Partner Code", "second_partner_code", "partner2Code"});
  c.customs = find_column(csv, {"Customs Proc. Code", "customsCode"});
  c.transport = find_column(csv, {"Mode of Transport Code", "motCode"});
  c.supply = find_column(csv, {"mosCode"});
  c.cif = find_column(csv, {"CIF Trade Value (US$)", "cifvalue"});
  c.fob = find_column(csv, {"FOB Trade Value (US$)", "fobvalue"});
  c.year = need_column(csv, {"Year", "refYear"});
  c.code = need_column(csv, {"Commodity Code", "cmdCode"});
  c.value = need_column(csv, {"Trade Value (US$)", "trade_value_usd", "primaryValue"});
  if (!c.flow_code && !c.flow_name) (void)csv.column("flowCode");
  if (!c.reporter_iso && !c.reporter_number) (void)csv.column("reporterISO");
  if (!c.partner_iso && !c.partner_number) (void)csv.column("partnerISO");
  return c;
}

std::set<std::size_t> ComtradeColumns::read() const {
  std::set<std::size_t> columns{year, code, value};
  for (const auto& each : {classification, period, flow_code, flow_name, reporter_iso, reporter_number, partner_iso,
                           partner_number, second_partner, customs, transport, supply, cif, fob}) {
    if (each) columns.insert(*each);
  }
  return columns;
}

}  // namespace parley::customs
