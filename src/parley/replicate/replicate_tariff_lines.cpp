#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/tariff/law/line_list.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate {
namespace {

namespace fs = std::filesystem;
using tariff::LineSet;
using tariff::ListColumns;

/// Imports of China from the United States in 2017 by 8-digit line, million USD.
std::map<std::string, double, std::less<>> read_values(const fs::path& folder) {
  const text::CsvTable csv = text::read_csv(folder / "cn_imports_from_us_2017_hs8.csv");
  std::map<std::string, double, std::less<>> values;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    values[std::string(csv.cell(row, csv.column("hs8")))] = csv.number(row, csv.column("imports_us_2017_kusd")) / 1e3;
  }
  return values;
}

struct ListFigures {
  double lines = 0;
  double musd = 0;       ///< imports on the list
  double duty_musd = 0;  ///< their duty at the list's rates, nothing else changing
};

ListFigures figures(const LineSet& list, const std::map<std::string, double, std::less<>>& values) {
  ListFigures sum;
  for (const auto& [code, lines] : list.entries()) {
    const auto value = values.find(code);
    const double musd = value == values.end() ? 0 : value->second;
    const auto& rate = lines.front().rate;
    ++sum.lines;
    sum.musd += musd;
    if (rate) sum.duty_musd += musd * tariff::ad_valorem_equivalent(*rate, {}).value_or(0);
  }
  return sum;
}

class Figures {
 public:
  explicit Figures(Replication& report) : report_(report) {}
  void add(const std::string& table, const std::string& row, const std::string& column, double published, int decimals,
           double computed) {
    PublishedCell cell{table, row, column, published, decimals, computed, PublishedCell::Verdict::differs, ""};
    if (prints_the_same(published, computed, decimals)) cell.verdict = PublishedCell::Verdict::agrees;
    report_.published.push_back(std::move(cell));
  }

 private:
  Replication& report_;
};

/// Lines of the answer of 23 March 2018 at one additional rate.
void answer_lines(const LineSet& fifteen, const LineSet& twentyfive, const LineSet& all, Figures& out) {
  out.add("ANSWER", "part 1, 15 %", "lines", 120, 0, static_cast<double>(fifteen.size()));
  out.add("ANSWER", "part 2, 25 %", "lines", 8, 0, static_cast<double>(twentyfive.size()));
  out.add("ANSWER", "both", "lines", 128, 0, static_cast<double>(all.size()));
}

/// The Ministry of Commerce's announcement of 23 March 2018, and the static duty of the method page's own count.
void chinas_answer(const fs::path& folder, const std::map<std::string, double, std::less<>>& values, Figures& out) {
  const auto part = [&](const std::string& number) {
    return tariff::read_line_list(folder / "cn_add_duty_us232_20180402_128lines.csv",
                                  {.code = "hs8",
                                   .rate = "add_rate_pct",
                                   .rate_unit = "pp",
                                   .where_column = number.empty() ? "" : "part",
                                   .where_values = {number}});
  };
  const LineSet fifteen = part("1");
  const LineSet twentyfive = part("2");
  const LineSet all = part("");
  answer_lines(fifteen, twentyfive, all, out);
  out.add("ANSWER", "part 1, 15 %", "imports 2017, $m", 976.9, 1, figures(fifteen, values).musd);
  out.add("ANSWER", "part 2, 25 %", "imports 2017, $m", 1993.0, 1, figures(twentyfive, values).musd);
  out.add("ANSWER", "both", "static duty, $m", 644.8, 1, figures(all, values).duty_musd);
}

void later_lists(const fs::path& folder, const std::map<std::string, double, std::less<>>& values, Figures& out) {
  struct Later {
    const char* action;
    const char* row;
    double lines;
    double bn;
  };
  for (const Later& each :
       {Later{"cn_us301_20180706", "6 July 2018", 545, 33.8}, Later{"cn_us301_20180823", "23 August 2018", 333, 14.2},
        Later{"cn_us301_20180924", "24 September 2018", 5207, 53.4}}) {
    const ListFigures sum =
        figures(tariff::read_line_list(folder / "cn_add_duty_events_hs8.csv",
                                       {.code = "hs8", .where_column = "action", .where_values = {each.action}}),
                values);
    out.add("LATER", each.row, "lines", each.lines, 0, sum.lines);
    out.add("LATER", each.row, "imports 2017, $bn", each.bn, 1, sum.musd / 1e3);
  }
}

/// `read` gives the list of a number, "1" to "3".
template <typename Read>
void section_301(const Read& read, Figures& out) {
  for (const auto& [name, lines, partial] :
       {std::tuple("1", 818, 0), std::tuple("2", 279, 0), std::tuple("3", 5745, 11)}) {
    const LineSet list = read(name);
    const auto count = std::count_if(list.entries().begin(), list.entries().end(),
                                     [](const auto& entry) { return entry.second.front().is_partial; });
    out.add("S301", fmt::format("list {}", name), "lines", lines, 0, static_cast<double>(list.size()));
    out.add("S301", fmt::format("list {}", name), "partial lines", partial, 0, static_cast<double>(count));
  }
}

/// Cars on 1 July 2018: 10-digit lines of heading 8703 that go from 25 % to 15 %.
void cars(const fs::path& folder, Figures& out) {
  const text::CsvTable csv = text::read_csv(folder / "cn_tariff_timeline_hs10.csv");
  double lines = 0;
  double cut = 0;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    if (!csv.cell(row, csv.column("hs10")).starts_with("8703")) continue;
    ++lines;
    const double before = csv.number(row, csv.column("mfn_20180101"));
    const double after =
        before + csv.number(row, csv.column("d_mfn_20180501")) + csv.number(row, csv.column("d_mfn_20180701"));
    if (before == 25 && after == 15) ++cut;
  }
  out.add("CARS", "heading 8703", "10-digit lines", 235, 0, lines);
  out.add("CARS", "heading 8703", "lines from 25 % to 15 %", 235, 0, cut);
}

/// What the lists that ship in scenarios/lines say by themselves: no imports by line, so no dollars.
void from_shipped_lists(const fs::path& folder, Figures& out) {
  const auto answer = [&](std::vector<std::string> rates) {
    return tariff::read_line_list(
        folder / "cn-232.csv",
        {.rate = "rate", .where_column = rates.empty() ? "" : "rate", .where_values = std::move(rates)});
  };
  answer_lines(answer({"+15%"}), answer({"+25%"}), answer({}), out);
  section_301([&](const char* name) { return tariff::read_named_columns(folder / fmt::format("us-301-{}.csv", name)); },
              out);
}

void from_source_tables(const fs::path& folder, Figures& out) {
  const auto values = read_values(folder);
  chinas_answer(folder, values, out);
  later_lists(folder, values, out);
  section_301(
      [&](const char* name) {
        return tariff::read_line_list(
            folder / "us_s301_lists_hts8.csv",
            {.code = "hts8", .partial = "partial_line", .where_column = "list", .where_values = {name}});
      },
      out);
  cars(folder, out);
  double chips = 0;
  for (const auto& [code, musd] : values) {
    if (code.starts_with("8541") || code.starts_with("8542")) chips += musd;
  }
  out.add("CHIPS", "headings 8541 and 8542", "imports 2017, $bn", 11.05, 2, chips / 1e3);
}

}  // namespace

Replication replicate_tariff_lines(const fs::path& folder, Observer& /*observer*/) {
  Replication report{
      .name = "tariff-lines",
      .title = "Tariff lists of 2018: lines, imports of 2017 and duties",
      .notes = {"ANSWER: Ministry of Commerce and Ministry of Finance of China, 23 March and 1 April 2018",
                "LATER: State Council Tariff Commission of China, as compiled by Bown, Jung and Zhang (2019)",
                "S301: 83 FR 28710, 83 FR 40823, 83 FR 47974",
                "CARS: State Council Tariff Commission, 22 May 2018; CHIPS: the press of March 2018, $11bn"}};
  Figures out(report);
  if (fs::exists(folder / "us-301-1.csv")) {
    report.notes.emplace_back("the lists that ship with Parley: dollars, cars and later lists need the source tables");
    from_shipped_lists(folder, out);
    return report;
  }
  from_source_tables(folder, out);
  return report;
}

}  // namespace parley::replicate
