#include "parley/data/build/part_shares.hpp"

#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "parley/data/build/judgement_table.hpp"

namespace parley::data {
namespace {

/// A row that states a share, or dollars.
struct ShareRow {
  std::optional<double> share;
  std::optional<double> musd;
  std::optional<double> low;
  std::optional<double> high;
  bool is_assumed = false;
  std::string source;
};

/// Rows by exporter and importer as written.
using ShareRows = std::map<std::pair<std::string, std::string>, ShareRow>;

constexpr std::string_view assumed_mark = "assumed";

ShareRow read_share_row(JudgementTable& table, std::size_t row, double largest_share) {
  const auto cell = [&](const char* name) { return table.number(row, name); };
  ShareRow result{.share = cell("share"),
                  .musd = cell("musd"),
                  .low = cell("low"),
                  .high = cell("high"),
                  .is_assumed = table.text(row, "basis").starts_with(assumed_mark),
                  .source = table.source(row)};
  if (result.share.has_value() == result.musd.has_value()) {
    table.problem(row, "source", "a row needs either a share or dollars");
    return result;
  }
  if (result.share && !(*result.share >= 0 && *result.share <= largest_share && *result.share < 1)) {
    table.problem(row, "share", fmt::format("a share must lie in 0 to {:.6g}, below 1", largest_share));
  }
  if (result.musd && *result.musd < 0) table.problem(row, "musd", "dollars below zero");
  table.refuse_outside(row, result.share ? "share" : "musd", result.share ? *result.share : *result.musd, result.low,
                       result.high);
  return result;
}

ShareRows read_share_rows(JudgementTable& table, const Economy& economy, double largest_share) {
  ShareRows rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    static_cast<void>(table.regions(row, "exporter", economy));
    static_cast<void>(table.regions(row, "importer", economy));
    const std::pair key(table.text(row, "exporter"), table.text(row, "importer"));
    table.refuse_repeated(row, key.first + ">" + key.second, "importer");
    ShareRow read = read_share_row(table, row, largest_share);
    if (read.musd && key.first == "*") table.problem(row, "exporter", "dollars need an exporter");
    rows.emplace(key, std::move(read));
  }
  table.throw_if_any();
  return rows;
}

/// The row of a cell. Dollars to everybody say nothing of own sales.
const ShareRow* row_of(const ShareRows& rows, const std::string& from, const std::string& to) {
  for (const auto& key : {std::pair(from, to), std::pair(from, std::string("*")), std::pair(std::string("*"), to),
                          std::pair(std::string("*"), std::string("*"))}) {
    const auto found = rows.find(key);
    if (found == rows.end()) continue;
    if (found->second.musd && key.second == "*" && from == to) continue;
    return &found->second;
  }
  return nullptr;
}

/// What the dollars of a row are divided by: the flow of its cell, or all flows that its "*" stands for.
double flow_under(const ShareRows& rows, const ShareRow& row, const BaselineData& data, Sector whole, Exporter i) {
  double flow = 0;
  for (const Importer n : data.economy.importers()) {
    const ShareRow* found = row_of(rows, data.economy.code(country(i)), data.economy.code(country(n)));
    if (found == &row) flow += data.flow(whole, n, i);
  }
  return flow;
}

std::vector<Judgement> judgements_of(const ShareRows& rows, const std::string& whole, const std::string& part,
                                     const std::string& file) {
  std::vector<Judgement> judgements;
  std::size_t recorded = 0;
  std::size_t assumed = 0;
  for (const auto& [key, row] : rows) {
    ++(row.is_assumed ? assumed : recorded);
    if (!row.low && !row.high) continue;
    judgements.push_back(
        {.what = fmt::format("{} in {} from {} to {}", part, whole, key.first, key.second),
         .value = row.share ? fmt::format("share {:.4g}", *row.share) : fmt::format("{:.6g} million", *row.musd),
         .bounds = bounds_text(row.low, row.high, row.share ? "" : " million"),
         .file = file,
         .source = row.source});
  }
  judgements.push_back({.what = fmt::format("which part of {} is {}", whole, part),
                        .value = fmt::format("{} rows recorded, {} assumed", recorded, assumed),
                        .bounds = "",
                        .file = file,
                        .source = "each row of the file says"});
  return judgements;
}

}  // namespace

PartShares read_part_shares(const std::filesystem::path& path, const BaselineData& data, Sector whole,
                            const std::string& part, double largest_share) {
  JudgementTable table(path);
  const ShareRows rows = read_share_rows(table, data.economy, largest_share);
  const Economy& economy = data.economy;
  PartShares result{Array<Importer, Exporter>(economy.country_count(), economy.country_count()), {}, {}};
  for (const Exporter i : economy.exporters()) {
    for (const Importer n : economy.importers()) {
      const std::string& from = economy.code(country(i));
      const std::string& to = economy.code(country(n));
      const ShareRow* row = row_of(rows, from, to);
      if (row == nullptr) {
        throw InputError({path.string(), 0, 0, ""}, "no share from " + from + " to " + to,
                         "add a row '*,*' for the rest");
      }
      double share = row->share.value_or(0);
      if (row->musd && *row->musd > 0) {
        const double flow = flow_under(rows, *row, data, whole, i);
        if (!(flow > 0)) throw InputError({path.string(), 0, 0, ""}, "dollars from " + from + " without any flow");
        share = *row->musd / flow;
      }
      if (share > largest_share) {
        result.remarks.push_back(
            fmt::format("{} from {} to {}: {:.1f} million would be {:.1f} % of {}; held to {:.1f} %.", part, from, to,
                        share * data.flow(whole, n, i), 100 * share, economy.code(whole), 100 * largest_share));
        share = largest_share;
      }
      result.share(n, i) = share;
    }
  }
  result.judgements = judgements_of(rows, economy.code(whole), part, table.file_name());
  return result;
}

std::vector<WholeFlow> read_whole_flows(const std::filesystem::path& path, const Economy& economy) {
  JudgementTable table(path);
  std::vector<WholeFlow> flows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::optional<double> musd = table.number(row, "whole_musd");
    if (!musd) continue;
    const std::vector<Country> from = table.regions(row, "exporter", economy);
    const std::vector<Country> to = table.regions(row, "importer", economy);
    if (from.size() != 1 || to.size() != 1)
      table.problem(row, "whole_musd", "a whole flow has one exporter and importer");
    if (!(*musd > 0)) table.problem(row, "whole_musd", "is not above zero");
    table.throw_if_any();
    flows.push_back({importer(to.front()), exporter(from.front()), *musd});
  }
  return flows;
}

}  // namespace parley::data
