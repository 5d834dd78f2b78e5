#include "parley/data/build/judged_tariffs.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "parley/data/build/judgement_table.hpp"

namespace parley::data {
namespace {

/// One row of a file of base tariffs.
struct TariffRow {
  std::string importer;
  std::string exporter;
  std::string sector;
  bool is_ceiling = false;
  double percent = 0;
  std::optional<double> low;   ///< percent
  std::optional<double> high;  ///< percent
  std::string source;
  std::vector<Country> importers;
  std::vector<Country> exporters;
  std::vector<Sector> sectors;
};

TariffRow read_tariff_row(JudgementTable& table, std::size_t row, const Economy& economy) {
  TariffRow result{.importer = table.text(row, "importer"),
                   .exporter = table.text(row, "exporter"),
                   .sector = table.text(row, "sector"),
                   .percent = table.csv().number(row, table.csv().column("rate_pct")),
                   .low = table.number(row, "low_pct"),
                   .high = table.number(row, "high_pct"),
                   .source = table.source(row),
                   .importers = table.regions(row, "importer", economy),
                   .exporters = table.regions(row, "exporter", economy),
                   .sectors = table.goods(row, "sector", economy)};
  if (table.csv().has_column("rule")) {
    const std::string rule = table.text(row, "rule");
    result.is_ceiling = rule == "at_most";
    if (!result.is_ceiling && rule != "is") table.problem(row, "rule", "no rule '" + rule + "'", "is or at_most");
  }
  if (result.percent < 0) table.problem(row, "rate_pct", "a rate below zero");
  table.refuse_outside(row, "rate_pct", result.percent, result.low, result.high);
  table.refuse_repeated(row, result.importer + ">" + result.exporter + ">" + result.sector, "sector");
  return result;
}

void apply_row(const TariffRow& row, BaselineData& data) {
  for (const Country n : row.importers) {
    for (const Country i : row.exporters) {
      if (i == n) continue;
      for (const Sector s : row.sectors) {
        double& tariff = data.tariff(s, importer(n), exporter(i));
        tariff = row.is_ceiling ? std::min(tariff, row.percent / 100) : row.percent / 100;
      }
    }
  }
}

std::string all_or(const std::string& code, const char* all) { return code == "*" ? all : code; }

/// Imports that the row is about, million.
double imports_of(const TariffRow& row, const BaselineData& data) {
  double sum = 0;
  for (const Country n : row.importers) {
    for (const Country i : row.exporters) {
      for (const Sector s : row.sectors) sum += i == n ? 0.0 : data.flow(s, importer(n), exporter(i));
    }
  }
  return sum;
}

/// The rows of one importer and exporter in a line: the rate of a single row, the mean of several.
Judgement judgement_of(const std::vector<TariffRow>& rows, const BaselineData& data, const std::string& file) {
  const TariffRow& first = rows.front();
  Judgement result{
      .what = fmt::format("tariff of {} on {} in {}", first.importer, all_or(first.exporter, "all others"),
                          rows.size() > 1 ? fmt::format("{} sectors", rows.size()) : all_or(first.sector, "all goods")),
      .value = fmt::format("{}{:.4g} %", first.is_ceiling ? "at most " : "", first.percent),
      .bounds = bounds_text(first.low, first.high, " %"),
      .file = file,
      .source = first.source};
  if (rows.size() == 1) return result;
  double imports = 0;
  double mean = 0;
  double low = 0;
  double high = 0;
  for (const TariffRow& row : rows) {
    const double weight = imports_of(row, data);
    imports += weight;
    mean += weight * row.percent;
    low += weight * row.low.value_or(row.percent);
    high += weight * row.high.value_or(row.percent);
  }
  if (!(imports > 0)) return result;
  result.value = fmt::format("mean {:.4g} %", mean / imports);
  result.bounds = bounds_text(low / imports, high / imports, " %");
  return result;
}

/// Who is in a customs union, by its name.
std::map<std::string, std::vector<Country>> read_unions(JudgementTable& table, const Economy& economy,
                                                        std::map<std::string, std::string>& source) {
  std::map<std::string, std::vector<Country>> members;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string name = table.text(row, "union");
    const std::vector<Country> found = table.regions(row, "member", economy);
    table.refuse_repeated(row, table.text(row, "member"), "member");
    source.emplace(name, table.source(row));
    if (found.size() == 1) members[name].push_back(found.front());
    if (found.size() > 1) table.problem(row, "member", "a member is one region");
  }
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (members[table.text(row, "union")].size() == 1) table.problem(row, "union", "a union needs two members");
  }
  return members;
}

/// The tariff that members have on average on one exporter in one sector.
double common_tariff(const BaselineData& data, const std::vector<Country>& members, Sector s, Country from) {
  double duties = 0;
  double imports = 0;
  double plain = 0;
  for (const Country n : members) {
    const double flow = data.flow(s, importer(n), exporter(from));
    const double tariff = data.tariff(s, importer(n), exporter(from));
    duties += flow * tariff;
    imports += flow;
    plain += tariff / static_cast<double>(members.size());
  }
  return imports > 0 ? duties / imports : plain;
}

/// Sets the common tariffs; returns the largest change of a member's, a fraction.
double unite(const std::vector<Country>& members, BaselineData& data) {
  double largest = 0;
  for (const Sector s : data.economy.sectors()) {
    if (!data.economy.sector(s).is_goods) continue;
    for (const Country i : data.economy.countries()) {
      const bool is_member = std::find(members.begin(), members.end(), i) != members.end();
      const double common = is_member ? 0.0 : common_tariff(data, members, s, i);
      for (const Country n : members) {
        double& tariff = data.tariff(s, importer(n), exporter(i));
        largest = std::max(largest, std::abs(tariff - common));
        tariff = common;
      }
    }
  }
  return largest;
}

double duties_of(const BaselineData& data, Country n) {
  double sum = 0;
  for (const Sector s : data.economy.sectors()) {
    for (const Exporter i : data.economy.exporters()) {
      sum += data.flow(s, importer(n), i) * data.tariff(s, importer(n), i);
    }
  }
  return sum;
}

void scale_tariffs(BaselineData& data, Country n, double factor) {
  for (const Sector s : data.economy.sectors()) {
    for (const Exporter i : data.economy.exporters()) data.tariff(s, importer(n), i) *= factor;
  }
}

}  // namespace

std::vector<Judgement> set_tariffs(const std::filesystem::path& path, BaselineData& data) {
  JudgementTable table(path);
  std::vector<TariffRow> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) rows.push_back(read_tariff_row(table, row, data.economy));
  table.throw_if_any();
  std::vector<std::vector<TariffRow>> by_pair;
  for (const TariffRow& row : rows) {
    apply_row(row, data);
    const auto same = std::find_if(by_pair.begin(), by_pair.end(), [&](const std::vector<TariffRow>& pair) {
      return pair.front().importer == row.importer && pair.front().exporter == row.exporter;
    });
    if (same == by_pair.end()) {
      by_pair.push_back({row});
    } else {
      same->push_back(row);
    }
  }
  std::vector<Judgement> judgements;
  for (const std::vector<TariffRow>& pair : by_pair) judgements.push_back(judgement_of(pair, data, table.file_name()));
  return judgements;
}

std::vector<Judgement> unite_customs(const std::filesystem::path& path, BaselineData& data) {
  JudgementTable table(path);
  std::map<std::string, std::string> source;
  const auto unions = read_unions(table, data.economy, source);
  table.throw_if_any();
  std::vector<Judgement> judgements;
  for (const auto& [name, members] : unions) {
    std::vector<std::string> codes;
    for (const Country n : members) codes.push_back(data.economy.code(n));
    const double largest = unite(members, data);
    judgements.push_back({.what = fmt::format("customs union {} of {}", name, fmt::join(codes, ", ")),
                          .value = "no duties inside, one tariff on each origin and sector outside",
                          .bounds = fmt::format("a member's own tariff changed by up to {:.3g} points", 100 * largest),
                          .file = table.file_name(),
                          .source = source.at(name)});
  }
  return judgements;
}

std::vector<Judgement> scale_to_collected(const std::filesystem::path& path, BaselineData& data) {
  JudgementTable table(path);
  std::vector<Judgement> judgements;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::vector<Country> importers = table.regions(row, "importer", data.economy);
    table.refuse_repeated(row, table.text(row, "importer"), "importer");
    const double collected = table.csv().number(row, table.csv().column("collected_musd"));
    const std::string source = table.source(row);
    const std::optional<double> low = table.number(row, "low_musd");
    const std::optional<double> high = table.number(row, "high_musd");
    table.refuse_outside(row, "collected_musd", collected, low, high);
    if (importers.size() != 1) table.problem(row, "importer", "one importer is needed");
    if (!(collected > 0)) table.problem(row, "collected_musd", "is not above zero");
    table.throw_if_any();
    const double duties = duties_of(data, importers.front());
    if (!(duties > 0)) table.problem(row, "importer", "has no duties to scale");
    table.throw_if_any();
    scale_tariffs(data, importers.front(), collected / duties);
    judgements.push_back(
        {.what = fmt::format("base tariffs of {}", table.text(row, "importer")),
         .value = fmt::format("times {:.4f}, so that duties of {:.0f} million become the {:.0f} that were collected",
                              collected / duties, duties, collected),
         .bounds = bounds_text(low, high, " million"),
         .file = table.file_name(),
         .source = source});
  }
  return judgements;
}

}  // namespace parley::data
