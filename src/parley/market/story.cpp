#include "parley/market/story.hpp"

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::market {
namespace {

namespace fs = std::filesystem;

fs::path beside(const EventPlan& plan, const fs::path& file) {
  return (plan.file.parent_path() / file).lexically_normal();
}

std::vector<FirmReturn> read_firms(const fs::path& file) {
  const text::CsvTable csv = text::read_csv(file);
  std::vector<FirmReturn> firms;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    firms.push_back({std::string(csv.cell(row, csv.column("event"))), std::string(csv.cell(row, csv.column("member"))),
                     csv.number(row, csv.column("abnormal_pct")) / 100,
                     csv.number(row, csv.column("abnormal_error_pct")) / 100,
                     csv.number(row, csv.column("raw_pct")) / 100});
  }
  return firms;
}

std::map<std::string, std::vector<std::string>> read_sectors(const fs::path& file) {
  const text::CsvTable csv = text::read_csv(file);
  std::map<std::string, std::vector<std::string>> sectors;
  for (std::size_t row = 0; row < csv.row_count(); ++row)
    sectors[std::string(csv.cell(row, csv.column("portfolio")))].emplace_back(csv.cell(row, csv.column("sector")));
  return sectors;
}

}  // namespace

Story read_story(const EventPlan& plan) {
  const auto bytes = [&](const fs::path& file) { return text::read_bytes(beside(plan, file)); };
  const auto name = [&](const fs::path& file) { return beside(plan, file).string(); };
  return {parse_day_table(bytes(plan.story.levels), name(plan.story.levels), {}),
          parse_sales_shares(bytes(plan.story.shares), name(plan.story.shares)),
          parse_affiliate_sales(bytes(plan.story.affiliates), name(plan.story.affiliates)),
          read_firms(beside(plan, plan.story.firms)), read_sectors(beside(plan, plan.story.sectors))};
}

std::vector<fs::path> files_of(const EventPlan& plan) {
  std::vector<fs::path> files{plan.file};
  for (const fs::path& file : {plan.prices, plan.actions, plan.market, plan.factors, plan.story.levels,
                               plan.story.shares, plan.story.affiliates, plan.story.firms, plan.story.sectors}) {
    if (file.empty()) continue;
    const fs::path found = beside(plan, file);
    if (std::find(files.begin(), files.end(), found) == files.end()) files.push_back(found);
  }
  return files;
}

}  // namespace parley::market
