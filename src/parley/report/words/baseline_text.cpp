#include "parley/report/words/baseline_text.hpp"

#include <fmt/format.h>

#include "parley/report/words/format.hpp"

namespace parley::report {
namespace {

std::string made_text(const BaselineData& data, const std::filesystem::path& out) {
  return fmt::format("{}: {} regions, {} sectors, year {}, written to {}\n", data.info.name,
                     data.economy.country_count(), data.economy.sector_count(), data.info.year, out.string());
}

std::string remarks_text(const std::vector<std::string>& remarks) {
  std::string text;
  for (const std::string& remark : remarks) text += fmt::format("  {}\n", remark);
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
  return text;
}

std::string built_baseline_text(const data::BuiltBaseline& built, const std::filesystem::path& out) {
  return made_text(built.data, out) + remarks_text(built.report.remarks);
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

}  // namespace parley::report
