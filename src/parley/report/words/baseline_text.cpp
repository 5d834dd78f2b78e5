#include "parley/report/words/baseline_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "parley/report/words/format.hpp"

namespace parley::report {
namespace {

std::string made_text(const BaselineData& data, const std::filesystem::path& out) {
  return fmt::format("{}: {} regions, {} sectors, year {}, written to {}\n", data.info.name,
                     data.economy.country_count(), data.economy.sector_count(), data.info.year, out.string());
}

std::string official_text(const std::vector<data::OfficialFigure>& figures) {
  if (figures.empty()) return "";
  std::string text = fmt::format("\n{:<52} {:>12} {:>12} {:>7}  {}\n", "ours beside official", "ours", "official",
                                 "ratio", "source of the official figure");
  for (const data::OfficialFigure& each : figures) {
    const std::string what = each.what + (each.unit == "%" ? ", %" : "");
    const int digits = each.unit == "%" ? 2 : 0;
    text += fmt::format("{:<52} {:>12.{}f} {:>12.{}f} {:>7}  {}\n", what, each.ours, digits, each.official, digits,
                        each.official == 0 ? "" : fmt::format("{:.3f}", each.ratio()), each.source);
  }
  return text;
}

std::string judgements_text(const std::vector<Judgement>& judgements) {
  if (judgements.empty()) return "";
  std::string text = "\njudged, each in the file named, which can be edited\n";
  for (const Judgement& each : judgements) {
    text += fmt::format("  {}: {}{}\n    {}: {}\n", each.what, each.value,
                        each.bounds.empty() ? "" : fmt::format(" ({})", each.bounds), each.file, each.source);
  }
  return text;
}

std::string remarks_text(const std::vector<std::string>& remarks) {
  std::string text;
  for (const std::string& remark : remarks) text += fmt::format("  {}\n", remark);
  return text;
}

/// A bound of a check, as short as it can be.
std::string bound_text(const data::ValuationCheck& check) {
  const bool has_most = std::isfinite(check.most);
  if (check.least == 0 && has_most) return fmt::format("at most {:.3g}", check.most);
  return has_most ? fmt::format("{:.3g} to {:.3g}", check.least, check.most)
                  : fmt::format("at least {:.3g}", check.least);
}

std::string valuation_text(const data::ValuationReport& report) {
  std::string text = fmt::format(
      "\nFlows over a billion that moved by more than a third, million\n  {:<10} {:<6} {:>12} {:>12} "
      "{:>9} {:>12}\n",
      "flow", "sector", "basic", "customs", "ln", "record");
  for (const data::MovedFlow& each : report.moved) {
    const std::string record = each.recorded_musd > 0 ? fmt::format("{:.1f}", each.recorded_musd) : "";
    text += fmt::format("  {:<10} {:<6} {:>12.1f} {:>12.1f} {:>9.3f} {:>12}\n", each.exporter + ">" + each.importer,
                        each.sector, each.basic_musd, each.customs_musd, each.log_change, record);
  }
  text += "\nChecks\n";
  for (const data::ValuationCheck& each : report.checks) {
    text += fmt::format("  {:<5} {:>10.3g}, {:<16} {}{}\n", each.holds() ? "holds" : "FAILS", each.value,
                        bound_text(each), each.name, each.where.empty() ? "" : " (" + each.where + ")");
  }
  return text;
}

}  // namespace

std::string baseline_accounts_text(const study::BaselineAccounts& accounts) {
  std::string text;
  for (const data::BaselineCheck& each : accounts.checks) {
    text += fmt::format("{:<45} worst {:9.2e}  allowed {:7.0e}  {}  {}\n", each.name, each.value, each.tolerance,
                        each.holds() ? "holds" : "FAILS", each.where);
  }
  return text + fmt::format("{}: {}\n", accounts.info.name, accounts.hold() ? "every check holds" : "a check FAILS");
}

std::string baseline_description_text(const study::BaselineDescription& description) {
  std::string text = fmt::format("{}, {}, billion {}\n\n{:<5} {:<28} {:>9} {:>9} {:>9} {:>9} {:>8} {:>8}\n",
                                 description.info.name, description.info.year, description.info.currency, "code",
                                 "region", "GDP", "imports", "exports", "deficit", "revenue", "tariff %");
  for (const data::CountryRow& row : description.countries) {
    text += fmt::format("{} {} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>8.1f} {:>8.2f}\n", padded(row.code, 5),
                        padded(shortened(row.name, 28), 28), row.gdp / 1e3, row.imports / 1e3, row.exports / 1e3,
                        row.deficit / 1e3, row.tariff_revenue / 1e3, 100 * row.mean_tariff);
  }
  text += fmt::format("\n{:<5} {:<40} {:>10} {:>9} {:>7} {:>8}\n", "code", "sector", "output", "trade", "theta",
                      "tariff %");
  for (const data::SectorRow& row : description.sectors) {
    text += fmt::format("{} {} {:>10.1f} {:>9.1f} {:>7.2f} {:>8.2f}\n", padded(row.code, 5),
                        padded(shortened(row.name, 40), 40), row.output / 1e3, row.trade / 1e3, row.trade_elasticity,
                        100 * row.mean_tariff);
  }
  return text + official_text(description.official) + judgements_text(description.info.judgements);
}

std::string built_baseline_text(const data::BuiltBaseline& built, const std::filesystem::path& out) {
  const std::string valuation = built.report.valuation ? valuation_text(*built.report.valuation) : "";
  return made_text(built.data, out) + remarks_text(built.report.remarks) + valuation;
}

std::string aggregated_baseline_text(const data::AggregatedBaseline& small, const std::filesystem::path& out) {
  std::string text = made_text(small.data, out);
  text += fmt::format("  {:<24} {:>18} {:>18} {:>12}\n", "world, million", "before", "after", "change");
  for (const data::AggregationTotal& total : small.totals) {
    text += fmt::format("  {:<24} {:>18.1f} {:>18.1f} {:>10.4f} %\n", total.what, total.before, total.after,
                        total.change_pct());
  }
  return text + remarks_text(small.remarks);
}

std::string line_tariffs_text(const std::vector<tariff::SectorTariff>& tariffs, const std::filesystem::path& out) {
  std::string text = fmt::format("{:<5} {:<5} {:<5} {:>8} {:>8} {:>8} {:>12} {:>12}\n", "on", "from", "good", "rate %",
                                 "lowest", "highest", "rated, m", "imports, m");
  for (const tariff::SectorTariff& row : tariffs) {
    text +=
        fmt::format("{:<5} {:<5} {:<5} {:>8.2f} {:>8.2f} {:>8.2f} {:>12.1f} {:>12.1f}\n", row.importer, row.exporter,
                    row.sector, 100 * row.rate, 100 * row.low, 100 * row.high, row.rated_musd, row.total_musd);
  }
  return text + fmt::format("{} base tariffs written to {}\n", tariffs.size(), out.string());
}

}  // namespace parley::report
