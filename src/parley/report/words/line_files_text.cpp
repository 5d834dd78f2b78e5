#include "parley/report/words/line_files_text.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace parley::report {
namespace {

/// How split codes were shared out, in words; empty where no value had to be.
std::vector<std::string> split_words(const study::LineConversion& converted) {
  const nomenclature::Conversion& done = converted.conversion;
  const auto text = [&](std::int64_t amount) { return converted.list.decimals.text(amount); };
  std::vector<std::string> words;
  if (done.amount_by_weight > 0)
    words.push_back(fmt::format("{} shared by the weights given", text(done.amount_by_weight)));
  if (done.amount_by_same_code > 0) {
    words.push_back(fmt::format("{} left under the same number, an assumption", text(done.amount_by_same_code)));
  }
  if (done.amount_by_equal > 0) {
    words.push_back(fmt::format("{} shared equally, an assumption", text(done.amount_by_equal)));
  }
  return words;
}

std::string total_words(const study::LineConversion& converted) {
  return fmt::format("total {} before and after", converted.list.decimals.text(converted.conversion.total));
}

std::string relations_text(const study::LineConversion& converted) {
  const nomenclature::Conversion& result = converted.conversion;
  std::string text;
  for (std::size_t at = 0; at < nomenclature::relation_count; ++at) {
    if (result.codes_by_relation[at] == 0) continue;
    text += fmt::format("  {:<20} {:>6} codes", to_string(static_cast<nomenclature::CodeRelation>(at)),
                        result.codes_by_relation[at]);
    if (converted.list.has_values) {
      text += fmt::format("  value {}", converted.list.decimals.text(result.amount_by_relation[at]));
    }
    text += "\n";
  }
  return text;
}

/// What became of the columns beside code and value.
std::vector<std::string> group_words(const study::LineConversion& converted) {
  const nomenclature::CodeList& list = converted.list;
  std::vector<std::string> words;
  if (list.groups.size() > 1) {
    words.push_back(
        fmt::format("{} groups of {}, each converted on its own", list.groups.size(), fmt::join(list.keys, ", ")));
  }
  if (!list.dropped.empty())
    words.push_back(fmt::format("columns not carried over: {}", fmt::join(list.dropped, ", ")));
  return words;
}

std::string means_text(const char* name, const tariff::RateMeans& means) {
  std::string text = fmt::format("{:<8} simple mean {:>7.3f} % -> {:>7.3f} %", name, means.simple_before * 100,
                                 means.simple_after * 100);
  if (means.weighted_before && means.weighted_after) {
    text += fmt::format(", weighted by imports {:>7.3f} % -> {:>7.3f} %", *means.weighted_before * 100,
                        *means.weighted_after * 100);
  }
  return text + "\n";
}

std::string written_text(const std::string& out) { return out.empty() ? "" : fmt::format("written to {}\n", out); }

}  // namespace

std::string conversion_text(const study::LineConversion& converted, const std::string& out) {
  const nomenclature::Conversion& result = converted.conversion;
  std::string text = fmt::format("{} codes of HS{} become {} of HS{}\n", converted.list.codes.size(),
                                 converted.options.from, result.lines.size(), converted.options.to);
  text += relations_text(converted);
  if (converted.list.lines_joined > 0) {
    text += fmt::format("{} longer lines were joined at six digits\n", converted.list.lines_joined);
  }
  if (result.partial_lines > 0) {
    text += fmt::format("{} of the new lines also hold goods that the list does not name (is_partial)\n",
                        result.partial_lines);
  }
  for (const std::string& words : group_words(converted)) text += words + "\n";
  for (const std::string& words : split_words(converted)) text += words + "\n";
  if (converted.list.has_values) text += total_words(converted) + "\n";
  return text + written_text(out);
}

std::vector<std::string> conversion_head(const study::LineConversion& converted) {
  std::vector<std::string> head{
      fmt::format("HS{} converted to HS{}; from {}", converted.options.from, converted.options.to, converted.source)};
  for (std::string& words : group_words(converted)) head.push_back(std::move(words));
  for (std::string& words : split_words(converted)) head.push_back(std::move(words));
  if (converted.list.has_values) head.push_back(total_words(converted));
  return head;
}

std::string editions_text(const nomenclature::VintageTable& table, const std::string& out) {
  std::string text;
  for (const auto& [vintage, codes] : table.codes) text += fmt::format("HS{}: {} codes\n", vintage, codes.size());
  return text + written_text(out);
}

std::vector<std::string> editions_head() {
  return {
      "Six-digit codes of the editions of the Harmonized System and the codes of the edition before that hold their "
      "goods.",
      "Source: correlation tables of the United Nations Statistics Division as collected in "
      "harvard-growth-lab/comtrade-conversion-weights (Apache-2.0)."};
}

std::string to_string(tariff::CutBase base) { return base == tariff::CutBase::bound ? "bound" : "applied"; }

std::string cut_text(const tariff::CutResult& result, tariff::CutBase base, const std::string& out) {
  std::string text;
  for (const tariff::CutFormula& formula : result.formulas) {
    text += fmt::format("{} on {} rates\n", in_words(formula), to_string(base));
  }
  text += means_text("applied", result.applied);
  if (result.bound) text += means_text("bound", *result.bound);
  text += fmt::format(
      "{} lines: {} applied rates fall; on {} only the bound rate falls, the applied rate is below it already\n",
      result.lines.size(), result.applied_reduced, result.only_bound_falls);
  if (result.unbound_kept > 0) {
    text += fmt::format(
        "{} lines have no bound rate and stay as they are (--mark-up counts them at the applied rate plus some)\n",
        result.unbound_kept);
  }
  if (result.above_bound > 0) {
    text += fmt::format("{} lines were applied above their bound rate before the cut\n", result.above_bound);
  }
  return text + written_text(out);
}

std::string imported_text(const study::ImportedDownload& imported, const std::string& out) {
  std::string text;
  for (const std::string& line : imported.head) text += line + "\n";
  return text + written_text(out);
}

std::string built_lists_text(const std::vector<tariff::BuiltList>& lists) {
  std::string text;
  for (const tariff::BuiltList& each : lists) {
    text += fmt::format("{:<24} {:>6} lines {:>8} bytes\n", each.file, each.lines, each.text.size());
  }
  return text;
}

}  // namespace parley::report
