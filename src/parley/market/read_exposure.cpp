#include <fmt/format.h>

#include <cmath>
#include <map>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/market/exposure.hpp"
#include "parley/text/csv.hpp"

namespace parley::market {
namespace {

std::optional<double> optional_number(const text::CsvTable& csv, std::size_t row, std::size_t column) {
  if (csv.cell(row, column).empty()) return std::nullopt;
  return csv.number(row, column);
}

/// A share in per cent of a column that may be absent or empty; what is no share is a problem.
std::optional<double> optional_share(const text::CsvTable& csv, std::size_t row, std::string_view name,
                                     ProblemList& problems) {
  if (!csv.has_column(name)) return std::nullopt;
  const std::size_t column = csv.column(name);
  const std::optional<double> per_cent = optional_number(csv, row, column);
  if (!per_cent) return std::nullopt;
  if (!(*per_cent >= 0 && *per_cent <= 100))
    problems.add(csv.place(row, column), "is not a share", "per cent, 0 to 100");
  return *per_cent / 100;
}

/// A printed figure; "(D)" is suppressed, "(*)" is below half a million.
std::optional<double> printed(const text::CsvTable& csv, std::size_t row, std::string_view name) {
  const std::size_t column = csv.column(name);
  if (csv.cell(row, column) == "(D)") return std::nullopt;
  if (csv.cell(row, column) == "(*)") return 0.0;
  return csv.number(row, column);
}

void check_choices(const std::vector<SalesShare>& shares, ProblemList& problems) {
  std::map<std::pair<std::string, std::string>, int> chosen;
  std::map<std::string, std::pair<double, std::string>> total;  // by firm: shares together, sector
  for (const SalesShare& each : shares) {
    chosen[{each.firm, each.partner}] += each.is_chosen;
    auto& [together, sector] = total[each.firm];
    if (each.is_chosen) together += each.share;
    if (!sector.empty() && sector != each.sector)
      problems.add(each.place, fmt::format("{} is in sectors '{}' and '{}'", each.firm, sector, each.sector),
                   "one of them");
    sector = each.sector;
    if (together > 1 + 1e-9) problems.add(each.place, fmt::format("chosen shares of {} are over 100 %", each.firm));
  }
  for (const SalesShare& each : shares) {
    int& count = chosen[{each.firm, each.partner}];
    if (count != 1) {
      problems.add(each.place, fmt::format("{} has {} chosen rows for {}", each.firm, count, each.partner),
                   "1 in 'chosen' for the source to use, 0 for the others");
      count = 1;
    }
  }
}

}  // namespace

std::vector<SalesShare> parse_sales_shares(std::string bytes, const std::string& file) {
  const text::CsvTable csv = text::parse_csv(std::move(bytes), file);
  const auto word = [&](std::size_t row, std::string_view name) {
    return std::string(csv.cell(row, csv.column(name)));
  };
  std::vector<SalesShare> shares;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::size_t share = csv.column("share_pct");
    const std::size_t chosen = csv.column("chosen");
    SalesShare each{.firm = word(row, "firm"),
                    .name = word(row, "name"),
                    .sector = word(row, "sector"),
                    .partner = word(row, "partner"),
                    .share = csv.number(row, share) / 100,
                    .is_chosen = csv.cell(row, chosen) == "1",
                    .sales_busd = optional_number(csv, row, csv.column("sales_busd")),
                    .made_there = optional_share(csv, row, "made_there_pct", problems),
                    .imported = optional_share(csv, row, "imported_pct", problems),
                    .basis = word(row, "basis"),
                    .year = word(row, "year"),
                    .source = word(row, "source"),
                    .place = csv.place(row, share)};
    if (!(each.share >= 0 && each.share <= 1)) problems.add(each.place, "is not a share", "per cent, 0 to 100");
    if (!each.is_chosen && csv.cell(row, chosen) != "0")
      problems.add(csv.place(row, chosen), fmt::format("'{}' is neither 1 nor 0", csv.cell(row, chosen)));
    shares.push_back(std::move(each));
  }
  if (shares.empty()) problems.add({file, 0, 0, ""}, "no rows", "one row per firm, partner and source");
  check_choices(shares, problems);
  problems.throw_if_any();
  return shares;
}

std::vector<AffiliateSales> parse_affiliate_sales(std::string bytes, const std::string& file) {
  constexpr double rounding = 1.51;  // three figures printed to the million
  const text::CsvTable csv = text::parse_csv(std::move(bytes), file);
  std::vector<AffiliateSales> rows;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    AffiliateSales each{.year = static_cast<int>(csv.whole(row, csv.column("year"), 1900, 2100)),
                        .measure = std::string(csv.cell(row, csv.column("measure"))),
                        .country = std::string(csv.cell(row, csv.column("country"))),
                        .total = printed(csv, row, "total"),
                        .to_home = printed(csv, row, "to_us_total"),
                        .to_foreign = printed(csv, row, "to_foreign_total"),
                        .host = printed(csv, row, "host_total"),
                        .other_foreign = printed(csv, row, "other_foreign_total")};
    const auto check = [&](const char* name, const auto& whole, const auto& one, const auto& other) {
      if (whole && one && other && std::abs(*whole - *one - *other) > rounding)
        problems.add(csv.place(row, csv.column(name)), fmt::format("{} is not {} + {}", *whole, *one, *other),
                     "parts must add up to the million");
    };
    check("total", each.total, each.to_home, each.to_foreign);
    check("to_foreign_total", each.to_foreign, each.host, each.other_foreign);
    rows.push_back(std::move(each));
  }
  problems.throw_if_any();
  return rows;
}

}  // namespace parley::market
