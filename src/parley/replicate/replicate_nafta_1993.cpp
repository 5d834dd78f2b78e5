#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>

#include "parley/base/error.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/model/variants.hpp"
#include "parley/replicate/nafta_1993.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate {
namespace {

/// One variant of the experiment, solved.
struct SolvedVariant {
  Baseline base;
  Shock shock;
  Equilibrium solved;
  Outcome outcome;
};

constexpr std::array<std::string_view, 3> nafta_members{"MEX", "CAN", "USA"};
constexpr double tight = 1e-12;

void require(const SolveReport& report, const std::string& what) {
  if (!report.usable()) throw NotSolved(what, report);
}

SolvedVariant experiment(const NaftaData& data, const Baseline& economy, DeficitRule rule, const std::string& what,
                         Observer& observer) {
  ResolvedBase base = resolve_base(economy, rule, {.tolerance = tight}, observer);
  require(base.report, what + ", base year");
  Shock shock = nafta_shock(base.baseline, data);
  Equilibrium solved = solve(base.baseline, shock, {.tolerance = tight}, observer);
  require(solved.report, what);
  Outcome result = outcome(base.baseline, shock, solved);
  return {std::move(base.baseline), std::move(shock), std::move(solved), std::move(result)};
}

Country country_of(const SolvedVariant& run, std::string_view code) {
  if (const auto found = run.base.economy.find_country(code)) return *found;
  throw InputError(Place{}, fmt::format("no country '{}'", code));
}

bool is_member(const SolvedVariant& run, Country n) {
  for (const std::string_view code : nafta_members) {
    if (run.base.economy.code(n) == code) return true;
  }
  return false;
}

double over_partners(const SolvedVariant& run, const Array<Country, Partner, Sector>& cells, Country n, bool nafta) {
  double sum = 0.0;
  for (const Partner m : run.base.economy.partners()) {
    if (is_member(run, country(m)) != nafta) continue;
    for (const double value : cells.row(n, m)) sum += value;
  }
  return sum;
}

double over_partners(const SolvedVariant& run, const Array<Country, Partner, Sector>& cells, Country n, Sector s) {
  double sum = 0.0;
  for (const Partner m : run.base.economy.partners()) sum += cells(n, m, s);
  return sum;
}

/// Exports of one sector to all others before (flow at the base) or after.
double exports(const SolvedVariant& run, const Array<Sector, Importer, Exporter>& flow, Country i, Sector s) {
  double sum = 0.0;
  for (const Country n : run.base.economy.countries()) {
    if (n != i) sum += flow(s, importer(n), exporter(i));
  }
  return sum;
}

double export_share_pct(const SolvedVariant& run, const Array<Sector, Importer, Exporter>& flow, Country i, Sector s) {
  double total = 0.0;
  for (const Sector any : run.base.economy.sectors()) total += exports(run, flow, i, any);
  return 100.0 * exports(run, flow, i, s) / total;
}

/// (sum share^2 - 1/K) / (1 - 1/K) over all K = 40 sectors: those that do not trade have share zero but count.
double normalised_herfindahl(const SolvedVariant& run, const Array<Sector, Importer, Exporter>& flow, Country i) {
  double squares = 0.0;
  for (const Sector s : run.base.economy.sectors()) {
    const double share = export_share_pct(run, flow, i, s) / 100.0;
    squares += share * share;
  }
  const double count = static_cast<double>(run.base.economy.sector_count());
  return (squares - 1.0 / count) / (1.0 - 1.0 / count);
}

double import_growth_pct(const SolvedVariant& run, Country n, Country i) {
  double before = 0.0;
  double after = 0.0;
  for (const Sector s : run.base.economy.sectors()) {
    before += run.base.flow(s, importer(n), exporter(i));
    after += run.solved.flow_new(s, importer(n), exporter(i));
  }
  return 100.0 * (after / before - 1.0);
}

/// The figure that an article's cell names; NaN for a name that is not known.
double computed_figure(const SolvedVariant& run, const std::string& table, const std::string& row,
                       const std::string& column) {
  const Outcome& out = run.outcome;
  const Decomposition& terms = out.decomposition;
  if (table == "TABLE 2" || table == "TABLE 3" || table == "TABLE 5") {
    const Country n = country_of(run, row);
    if (column == "welfare_pct") return out.welfare_pct(n);
    if (column == "terms_of_trade_pct") return out.terms_of_trade_pct(n);
    if (column == "volume_of_trade_pct") return out.volume_of_trade_pct(n);
    if (column == "real_wage_pct") return out.real_wage_pct(n);
    if (column == "tot_nafta_pct") return over_partners(run, terms.terms_of_trade_pct, n, true);
    if (column == "tot_row_pct") return over_partners(run, terms.terms_of_trade_pct, n, false);
    if (column == "vot_nafta_pct") return over_partners(run, terms.volume_of_trade_pct, n, true);
    if (column == "vot_row_pct") return over_partners(run, terms.volume_of_trade_pct, n, false);
    if (column.starts_with("import_growth_from_"))
      return import_growth_pct(run, n, country_of(run, column.substr(19, 3)));
    return std::nan("");
  }
  const Country n = country_of(run, column.substr(0, 3));
  const std::string what = column.substr(4);
  if (what == "hhi_before") return normalised_herfindahl(run, run.base.flow, n);
  if (what == "hhi_after") return normalised_herfindahl(run, run.solved.flow_new, n);
  const auto s = run.base.economy.find_sector(row);
  if (!s) return std::nan("");
  if (what == "tot_share_pct")
    return 100.0 * over_partners(run, terms.terms_of_trade_pct, n, *s) / out.terms_of_trade_pct(n);
  if (what == "vot_share_pct")
    return 100.0 * over_partners(run, terms.volume_of_trade_pct, n, *s) / out.volume_of_trade_pct(n);
  if (what == "export_share_before_pct") return export_share_pct(run, run.base.flow, n, *s);
  if (what == "export_share_after_pct") return export_share_pct(run, run.solved.flow_new, n, *s);
  return std::nan("");
}

/// Digits as the article prints them: three significant in Table 4, three decimals for the Herfindahl index, else two.
int printed_decimals(const std::string& table, const std::string& column, double value) {
  if (table == "TABLE 4" && std::abs(value) >= 10.0) return 1;
  return column.find("hhi") != std::string::npos ? 3 : 2;
}

/// Cells known not to agree, with the reason; nothing else may differ.
const std::map<std::string, std::string>& known_exceptions() {
  static const std::map<std::string, std::string> list{
      {"TABLE 4|Office|CAN_vot_share_pct",
       "loose cell: the authors' program gives -0.8246, like ours, and the article prints -0.83"},
      {"TABLE 4|Other|CAN_vot_share_pct",
       "loose cell: the authors' program gives -0.1047, like ours, and the article prints -0.11"},
  };
  return list;
}

void compare_published(const std::filesystem::path& file, const SolvedVariant& run, Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    PublishedCell cell;
    cell.table = table.cell(row, table.column("table"));
    cell.row = table.cell(row, table.column("row"));
    cell.column = table.cell(row, table.column("column"));
    cell.published = table.number(row, table.column("value"));
    cell.decimals = printed_decimals(cell.table, cell.column, cell.published);
    cell.computed = computed_figure(run, cell.table, cell.row, cell.column);
    if (std::isnan(cell.computed)) throw InputError(table.place(row, 0), "this figure is not known", "");
    const auto known = known_exceptions().find(cell.table + "|" + cell.row + "|" + cell.column);
    if (prints_the_same(cell.published, cell.computed, cell.decimals)) {
      cell.verdict = PublishedCell::Verdict::agrees;
    } else if (known != known_exceptions().end()) {
      cell.verdict = PublishedCell::Verdict::known_exception;
      cell.reason = known->second;
    }
    report.published.push_back(std::move(cell));
  }
}

/// Every column of a country file, in the units it is printed in.
void compare_countries(const std::filesystem::path& file, const SolvedVariant& run, const std::string& name,
                       double tolerance, Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  const Outcome& out = run.outcome;
  const std::array<std::pair<const char*, const Array<Country>*>, 9> columns{
      {{"welfare_pct", &out.welfare_pct},
       {"terms_of_trade_pct", &out.terms_of_trade_pct},
       {"volume_of_trade_pct", &out.volume_of_trade_pct},
       {"real_wage_pct", &out.real_wage_pct},
       {"exact_real_income_pct", &out.real_income_pct},
       {"wage_hat", &out.wage_hat},
       {"cpi_hat", &out.price_index_hat},
       {"imports_growth_pct", &out.imports_pct},
       {"exports_growth_pct", &out.exports_pct}}};
  for (const auto& [column, values] : columns) {
    const bool is_ratio = std::string_view(column).ends_with("_hat");
    OracleComparison comparison{.name = name + ": " + column,
                                .unit = is_ratio ? "(ratio)" : "percentage points",
                                .tolerance = is_ratio ? tolerance / 100 : tolerance};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      const std::string code(table.cell(row, table.column("country")));
      comparison.add(std::abs((*values)(country_of(run, code))-table.number(row, table.column(column))), code);
    }
    report.oracles.push_back(std::move(comparison));
  }
}

void compare_sectors(const std::filesystem::path& file, const SolvedVariant& run, Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  OracleComparison terms{.name = "sectors: terms_of_trade_pct", .unit = "percentage points", .tolerance = 1e-6};
  OracleComparison volume{.name = "sectors: volume_of_trade_pct", .unit = "percentage points", .tolerance = 1e-6};
  OracleComparison costs{.name = "sectors: unit_cost_hat", .unit = "(ratio)", .tolerance = 1e-8};
  OracleComparison prices{.name = "sectors: price_hat", .unit = "(ratio)", .tolerance = 1e-8};
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string where =
        fmt::format("{},{}", table.cell(row, table.column("country")), table.cell(row, table.column("sector")));
    const Country n = country_of(run, table.cell(row, table.column("country")));
    const Sector s = run.base.economy.find_sector(table.cell(row, table.column("sector"))).value();
    const Decomposition& cells = run.outcome.decomposition;
    terms.add(std::abs(over_partners(run, cells.terms_of_trade_pct, n, s) - table.number(row, table.column("tot_pct"))),
              where);
    volume.add(
        std::abs(over_partners(run, cells.volume_of_trade_pct, n, s) - table.number(row, table.column("vot_pct"))),
        where);
    costs.add(std::abs(run.solved.unit_cost_hat(n, s) - table.number(row, table.column("unit_cost_hat"))), where);
    prices.add(std::abs(run.solved.price_index_hat(n, s) - table.number(row, table.column("price_hat"))), where);
  }
  for (OracleComparison* comparison : {&terms, &volume, &costs, &prices})
    report.oracles.push_back(std::move(*comparison));
}

void compare_pairs(const std::filesystem::path& file, const SolvedVariant& run, Replication& report) {
  const text::CsvTable table = text::read_csv(file);
  OracleComparison growth{.name = "930 pairs: import growth", .unit = "percentage points", .tolerance = 1e-5};
  OracleComparison terms{.name = "930 pairs: terms_of_trade_pct", .unit = "percentage points", .tolerance = 1e-6};
  OracleComparison volume{.name = "930 pairs: volume_of_trade_pct", .unit = "percentage points", .tolerance = 1e-6};
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const Country n = country_of(run, table.cell(row, table.column("importer")));
    const Country i = country_of(run, table.cell(row, table.column("exporter")));
    const std::string where = run.base.economy.code(n) + "<-" + run.base.economy.code(i);
    double tot = 0.0;
    double vot = 0.0;
    for (const double value : run.outcome.decomposition.terms_of_trade_pct.row(n, partner(i))) tot += value;
    for (const double value : run.outcome.decomposition.volume_of_trade_pct.row(n, partner(i))) vot += value;
    // Pairs without any trade have no growth rate in either program.
    const bool no_trade = table.cell(row, table.column("growth_pct")) == "nan";
    const double ours = import_growth_pct(run, n, i);
    if (!no_trade || !std::isnan(ours))
      growth.add(std::abs(ours - table.number(row, table.column("growth_pct"))), where);
    terms.add(std::abs(tot - table.number(row, table.column("tot_pct"))), where);
    volume.add(std::abs(vot - table.number(row, table.column("vot_pct"))), where);
  }
  for (OracleComparison* comparison : {&growth, &terms, &volume}) report.oracles.push_back(std::move(*comparison));
}

void add_side_table(const SolvedVariant& zero, const SolvedVariant& deficit, const SolvedVariant& no_links,
                    Replication& report) {
  report.side_columns.assign(nafta_members.begin(), nafta_members.end());
  const auto line = [&](const std::string& label, const SolvedVariant& run, const Array<Country>& values) {
    SideNote note{label, {}};
    for (const std::string_view code : nafta_members) note.values.push_back(values(country_of(run, code)));
    report.side_table.push_back(std::move(note));
  };
  line("welfare, first-order sum (printed), %", zero, zero.outcome.welfare_pct);
  line("real income, exact change, %", zero, zero.outcome.real_income_pct);
  line("imports from all countries, %", zero, zero.outcome.imports_pct);
  line("with deficits: welfare, first-order sum, %", deficit, deficit.outcome.welfare_pct);
  line("with deficits: real income, exact change, %", deficit, deficit.outcome.real_income_pct);
  line("no input-output links: welfare, first order, %", no_links, no_links.outcome.welfare_pct);
  line("no input-output links: real income, exact, %", no_links, no_links.outcome.real_income_pct);
}

}  // namespace

Replication replicate_nafta_1993(const std::filesystem::path& folder, Observer& observer) {
  const NaftaData data = read_nafta(folder / "data");
  const Baseline& economy = data.economy_1993;
  const SolvedVariant zero = experiment(data, economy, DeficitRule::balanced, "zero deficits", observer);
  const SolvedVariant deficit = experiment(data, economy, DeficitRule::fixed, "with deficits", observer);
  const SolvedVariant no_links = experiment(data, model::with_variant(economy, model::Variant::no_input_output_links),
                                            DeficitRule::balanced, "no input-output links", observer);
  Replication report;
  report.name = "nafta-1993";
  report.title = "Caliendo & Parro (2015, Review of Economic Studies 82:1): NAFTA's tariff cuts, 1993 to 2005";
  report.notes.push_back(
      "welfare as printed in the article is a first-order sum at base weights; the exact change of real "
      "income is beside it");
  report.notes.push_back(
      fmt::format("{} of {} final-use shares of the data are negative: set to zero and the others "
                  "rescaled, as the authors do",
                  economy.clipped_final_use.size(), economy.consumption_share.size()));
  add_side_table(zero, deficit, no_links, report);
  const std::filesystem::path expected = folder / "expected";
  compare_published(expected / "published_tables.csv", zero, report);
  compare_countries(expected / "oracle_nafta_zerodef_country.csv", zero, "zero deficits", 1e-6, report);
  compare_countries(expected / "oracle_nafta_deficit_country.csv", deficit, "with deficits", 1e-6, report);
  // The authors' own program stops at about 1e-4.
  compare_countries(expected / "authors_octave_no_io_nafta_zerodef_country.csv", no_links,
                    "no input-output links (authors' program)", 1e-4, report);
  compare_sectors(expected / "oracle_nafta_zerodef_sector.csv", zero, report);
  compare_pairs(expected / "oracle_nafta_zerodef_bilateral.csv", zero, report);
  return report;
}

}  // namespace parley::replicate
