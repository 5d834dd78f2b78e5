#include "parley/tariff/law/measure_read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "parley/tariff/law/duty.hpp"
#include "parley/tariff/law/line_list.hpp"
#include "parley/tariff/law/measure_check.hpp"
#include "parley/tariff/law/read_dated.hpp"
#include "parley/text/contains.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::tariff {
namespace {

using text::TomlTable;
namespace fs = std::filesystem;

constexpr std::size_t file_limit = std::size_t{1} << 24;
const std::vector<std::string> statuses{"proposed", "in_force", "suspended", "ended"};

/// Runs a reader; what it finds wrong joins the problems of the book.
template <class Read>
void collect(const TomlTable& entry, const Read& read) {
  std::vector<InputProblem> found;
  try {
    read();
  } catch (const InputError& error) {
    found = error.problems();
  }
  for (InputProblem& each : found) entry.problem(std::move(each.place), std::move(each.message), std::move(each.hint));
}

class BookReader {
 public:
  BookReader(const TomlTable& root, const fs::path& file, const std::vector<fs::path>& folders) : root_(root) {
    folders_.push_back(file.parent_path());
    folders_.insert(folders_.end(), folders.begin(), folders.end());
  }

  [[nodiscard]] MeasureBook read() {
    root_.know({"format", "title", "notes", "countries", "groups", "stack", "measure"});
    root_.require("format", "format = 1");
    if (const auto format = root_.number("format"); format && *format != 1) {
      root_.problem(root_.place("format"), fmt::format("format {} is not known", *format),
                    "this version reads format = 1");
    }
    book_.file = root_.file();
    book_.title = root_.text("title");
    book_.notes = root_.words("notes");
    read_countries();
    read_groups();
    read_stack();
    for (const TomlTable& entry : root_.tables("measure")) book_.measures.push_back(read_measure(entry));
    if (book_.measures.empty()) root_.problem({root_.file(), 0, 0, ""}, "has no [[measure]]");
    return std::move(book_);
  }

 private:
  void read_countries() {
    root_.require("countries", "a CSV file with a column 'code', or a list of codes");
    const toml::node* node = root_.node("countries");
    if (node == nullptr) return;
    if (!node->is_string()) {
      book_.countries = root_.words("countries");
      return;
    }
    collect(root_, [&] {
      const fs::path path = find_list(root_.text("countries"), folders_, root_.place("countries"));
      const text::CsvTable csv = text::parse_csv(text::read_bytes(path, file_limit), path);
      const std::size_t code = csv.column("code");
      for (std::size_t row = 0; row < csv.row_count(); ++row) book_.countries.emplace_back(csv.cell(row, code));
    });
  }

  void read_groups() {
    const toml::node* node = root_.node("groups");
    if (node == nullptr) return;
    const toml::table* table = node->as_table();
    if (table == nullptr) return root_.problem(root_.place("groups"), "is not a table", "[groups]");
    const TomlTable groups = root_.inner(*table, "groups");
    for (const auto& [key, list] : *table) {
      const std::string name(key.str());
      groups_[name] = groups.words(name);
      for (const std::string& code : groups_[name]) check_country(groups, name, code);
    }
  }

  void check_country(const TomlTable& entry, std::string_view key, const std::string& code) const {
    const auto& known = book_.countries;
    if (text::contains(known, code)) return;
    entry.problem(entry.place(key), fmt::format("no country '{}'", code), did_you_mean(code, known));
  }

  /// Country codes, groups spelled out; "*" stays.
  std::vector<std::string> read_origins(const TomlTable& entry, std::string_view key) const {
    return spelled_out(entry, key, entry.words(key));
  }

  std::vector<std::string> spelled_out(const TomlTable& entry, std::string_view key,
                                       const std::vector<std::string>& words) const {
    std::vector<std::string> list;
    for (const std::string& word : words) {
      if (const auto group = groups_.find(word); group != groups_.end()) {
        list.insert(list.end(), group->second.begin(), group->second.end());
        continue;
      }
      if (word != "*") check_country(entry, key, word);
      list.push_back(word);
    }
    return list;
  }

  void read_stack() {
    root_.require("stack", "[stack] with the order in which authorities count");
    const toml::node* node = root_.node("stack");
    const toml::table* table = node == nullptr ? nullptr : node->as_table();
    if (table == nullptr) return;
    const TomlTable stack = root_.inner(*table, "stack");
    stack.know({"order", "base", "rule"});
    book_.stack.order = stack.words("order");
    book_.stack.base = stack.words("base");
    if (book_.stack.order.empty() || book_.stack.order.size() > 64) {
      stack.problem(stack.place("order"), "names no authority, or more than 64", R"(order = ["mfn", "s232"])");
    }
    for (const std::string& name : book_.stack.base) check_authority(stack, "base", name);
    for (const TomlTable& entry : stack.tables("rule")) {
      entry.know({"when", "do", "law"});
      entry.require("do", "add, max, min or replace");
      StackRule rule{.when = entry.words("when"), .law = entry.text("law"), .place = entry.place()};
      const std::string action = entry.choice("do", {"add", "max", "min", "replace"}, "add");
      rule.action = action == "max"       ? StackRule::Action::max
                    : action == "min"     ? StackRule::Action::min
                    : action == "replace" ? StackRule::Action::replace
                                          : StackRule::Action::add;
      for (const std::string& name : rule.when) check_authority(entry, "when", name);
      if (rule.when.size() < 2) entry.problem(entry.place("when"), "a rule needs two authorities that meet");
      book_.stack.rules.push_back(std::move(rule));
    }
  }

  void check_authority(const TomlTable& entry, std::string_view key, const std::string& name) const {
    const auto& order = book_.stack.order;
    if (text::contains(order, name)) return;
    const std::string near = did_you_mean(name, order);
    entry.problem(entry.place(key), fmt::format("authority '{}' has no place in stack.order", name),
                  near.empty() ? fmt::format("it has {}", fmt::join(order, ", ")) : near);
  }

  std::optional<LineRate> read_rate(const TomlTable& entry, std::string_view key) const {
    if (!entry.has(key) || !entry.node(key)->is_string()) {
      static_cast<void>(entry.text(key));
      return std::nullopt;
    }
    std::optional<LineRate> rate;
    collect(entry, [&] { rate = parse_line_rate(entry.text(key), entry.place(key)); });
    return rate;
  }

  LineSet read_lines(const TomlTable& entry) const {
    LineSet lines;
    const toml::node* node = entry.node("lines");
    if (node == nullptr) return lines;
    if (const toml::table* table = node->as_table()) {
      read_lines_of(entry.inner(*table, "lines"), lines);
    } else {
      for (const TomlTable& each : entry.tables("lines")) read_lines_of(each, lines);
    }
    return lines;
  }

  void read_lines_of(const TomlTable& entry, LineSet& lines) const {
    entry.know({"list", "prefix", "expect", "code", "rate", "rate_unit", "blank_rate", "share", "partial", "from",
                "until", "where"});
    if (entry.has("list") == entry.has("prefix")) {
      entry.problem(entry.place(), "needs either 'list' or 'prefix'", R"({ list = "x.csv" } or { prefix = ["8703"] })");
      return;
    }
    LineSet found;
    for (const std::string& code : text::read_codes(entry, "prefix")) {
      if (!found.insert(code, {ListedLine{.place = entry.place("prefix")}})) {
        entry.problem(entry.place("prefix"), fmt::format("{} appears twice", code));
      }
    }
    collect(entry, [&] {
      if (entry.has("list")) {
        found = read_line_list(find_list(entry.text("list"), folders_, entry.place("list")), read_columns(entry));
      }
      const std::optional<std::size_t> count = entry.line_count("expect");
      const std::string what = entry.has("list") ? fmt::format("list '{}'", entry.text("list")) : "the list";
      expect_count(found, count, what, entry.place("expect"));
      merge(lines, found);
    });
  }

  static ListColumns read_columns(const TomlTable& entry) {
    ListColumns columns{.code = entry.text("code", "code"),
                        .rate = entry.text("rate"),
                        .rate_unit = entry.choice("rate_unit", {"rate", "pp", "pct"}, "rate"),
                        .blank_rate = entry.text("blank_rate"),
                        .share = entry.text("share"),
                        .partial = entry.text("partial"),
                        .from = entry.text("from"),
                        .until = entry.text("until")};
    const toml::node* where = entry.node("where");
    if (where == nullptr) return columns;
    const toml::table* table = where->as_table();
    if (table == nullptr || table->size() != 1) {
      entry.problem(entry.place("where"), "names no column, or several", R"(where = { list = ["1", "2"] })");
      return columns;
    }
    columns.where_column = std::string(table->begin()->first.str());
    columns.where_values = entry.inner(*table, "where").words(columns.where_column);
    return columns;
  }

  std::vector<RatePeriod> read_rates(const TomlTable& entry) const {
    std::vector<RatePeriod> rates;
    if (entry.has("rates")) {
      for (const char* key : {"rate", "effective", "ends"}) {
        if (entry.has(key)) entry.problem(entry.place(key), fmt::format("'{}' belongs into each of 'rates'", key));
      }
      for (const TomlTable& each : entry.tables("rates")) {
        each.know({"rate", "effective", "ends", "law"});
        rates.push_back(read_period(each));
      }
    } else {
      rates.push_back(read_period(entry));
      rates.back().law.clear();
    }
    return rates;
  }

  RatePeriod read_period(const TomlTable& entry) const {
    entry.require("rate", R"(rate = "+25%", or "by-line" where the list has a rate for each)");
    RatePeriod period{.validity = read_validity(entry, "effective", "ends"), .law = entry.text("law")};
    if (entry.text("rate") != "by-line") period.rate = read_rate(entry, "rate");
    return period;
  }

  /// What a measure spares: some of its own origins, of a group at least one.
  void check_spared(const TomlTable& entry, const std::vector<std::string>& words, const Measure& measure) const {
    for (const std::string& word : words) {
      const auto group = groups_.find(word);
      const std::vector<std::string> codes = group == groups_.end() ? std::vector{word} : group->second;
      const bool is_hit = std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
        return is_for_origin(measure, code) || !text::contains(book_.countries, code);
      });
      if (is_hit) continue;
      entry.problem(entry.place("origin"),
                    fmt::format("{} is not hit by '{}', so it cannot be spared", word, measure.id),
                    "an exemption spares some of the measure's own origins");
    }
  }

  /// The exemptions of a measure whose imposer and origins are filled.
  std::vector<LineExemption> read_exemptions(const TomlTable& entry, const Measure& measure) const {
    std::vector<LineExemption> list;
    for (const TomlTable& each : entry.tables("except")) {
      each.know({"origin", "lines", "share", "from", "until", "law"});
      const std::vector<std::string> origins = each.words("origin");
      check_spared(each, origins, measure);
      LineExemption exemption{read_exemption(each, spelled_out(each, "origin", origins)), read_lines(each)};
      exemption.note = each.text("law");
      if (!each.has("origin") && !each.has("lines")) {
        each.problem(each.place(), "spares nobody in particular", "name origin, lines or both");
      }
      list.push_back(std::move(exemption));
    }
    return list;
  }

  std::optional<TariffQuota> read_quota(const TomlTable& entry) const {
    const toml::node* node = entry.node("quota");
    if (node == nullptr) return std::nullopt;
    const toml::table* table = node->as_table();
    if (table == nullptr) {
      entry.problem(entry.place("quota"), "is not a table", R"(quota = { in_quota = "free", fill = 1.2 })");
      return std::nullopt;
    }
    const TomlTable inner = entry.inner(*table, "quota");
    inner.know({"in_quota", "fill", "rent"});
    inner.require("in_quota", "the rate inside the quota");
    inner.require("fill", "imports over the quota");
    TariffQuota quota{.fill = inner.number("fill").value_or(0)};
    const std::string rent = inner.choice("rent", {"importers", "exporters", "government"}, "importers");
    quota.rent = rent == "exporters"    ? QuotaRent::exporters
                 : rent == "government" ? QuotaRent::government
                                        : QuotaRent::importers;
    if (quota.fill < 0) inner.problem(inner.place("fill"), "is negative");
    if (const std::optional<LineRate> rate = read_rate(inner, "in_quota")) quota.in_quota = *rate;
    return quota;
  }

  /// On any day the dates decide, so that what is over needs the day of its end.
  static void check_status(const TomlTable& entry, const Measure& measure) {
    if (measure.status != "ended" && measure.status != "suspended") return;
    const bool is_open = std::any_of(measure.rates.begin(), measure.rates.end(),
                                     [](const RatePeriod& each) { return !each.validity.until; });
    if (!is_open) return;
    entry.problem(entry.place("status"), fmt::format("'{}', but no date says since when", measure.status),
                  "'ends' is the first day on which it is not collected any more");
  }

  Measure read_measure(const TomlTable& entry) const {
    entry.know({"id", "title", "imposer", "authority", "origin", "origin_except", "lines", "rate", "rates", "except",
                "quota", "announced", "legal", "effective", "ends", "status", "vintage", "law"});
    for (const char* key : {"id", "imposer", "authority", "origin", "lines", "law"}) entry.require(key, "");
    Measure measure{.id = entry.slug("id"),
                    .imposer = entry.text("imposer"),
                    .authority = entry.text("authority"),
                    .origin = read_origins(entry, "origin"),
                    .origin_except = read_origins(entry, "origin_except"),
                    .lines = read_lines(entry),
                    .rates = read_rates(entry),
                    .quota = read_quota(entry),
                    .announced = day(entry, "announced"),
                    .legal = day(entry, "legal"),
                    .status = entry.choice("status", statuses, "in_force"),
                    .vintage = entry.text("vintage"),
                    .law = entry.text("law"),
                    .place = entry.place()};
    measure.title = entry.text("title", measure.id);
    measure.except = read_exemptions(entry, measure);
    check_status(entry, measure);
    if (!measure.imposer.empty() && text::contains(measure.origin, measure.imposer))
      entry.problem(entry.place("origin"), fmt::format("{} is on both sides", measure.imposer),
                    "a country sets no duty on itself");
    if (entry.has("imposer")) check_country(entry, "imposer", measure.imposer);
    if (entry.has("authority")) check_authority(entry, "authority", measure.authority);
    return measure;
  }

  const TomlTable& root_;
  std::vector<fs::path> folders_;
  std::map<std::string, std::vector<std::string>> groups_;
  MeasureBook book_;
};

}  // namespace

MeasureBook parse_measures(const std::string& toml, const fs::path& file, const std::vector<fs::path>& folders) {
  const std::string name = file.string();
  const toml::table table = text::parse_toml(toml, name);
  ProblemList problems;
  const TomlTable root(table, name, "", problems);
  MeasureBook book = BookReader(root, file, folders).read();
  problems.throw_if_any();
  check_measures(book);
  return book;
}

MeasureBook read_measures(const fs::path& file, const std::vector<fs::path>& folders) {
  return parse_measures(text::read_bytes(file, file_limit), file, folders);
}

}  // namespace parley::tariff
