#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "line_file_commands.hpp"
#include "parley/data/asset_folders.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/nomenclature/convert_file.hpp"
#include "parley/report/tables/whole_file.hpp"
#include "parley/text/csv_head.hpp"

namespace parley::cli {
namespace {

namespace fs = std::filesystem;
using nomenclature::Conversion;

struct ConvertArguments {
  fs::path lines;
  fs::path out;
  fs::path table;
  fs::path weights;
  std::string from;
  std::string to;
  std::string code = "code";
  std::string value;
  std::string weight_code = "code";
  std::string weight_value = "value";
  std::string rule = "equal";
  bool cut_to_six = false;
  bool as_json = false;
};

struct Converted {
  nomenclature::CodeList list;
  nomenclature::ConvertOptions options;
  Conversion conversion;
};

nomenclature::VintageTable table_of(const fs::path& given, const fs::path& near) {
  return nomenclature::read_vintages(given.empty() ? data::find_data_file("hs-editions.csv", near, shipped_assets())
                                                   : given);
}

Converted convert(const ConvertArguments& arguments) {
  const nomenclature::VintageTable table = table_of(arguments.table, arguments.lines);
  Converted result;
  result.options.from = nomenclature::parse_vintage(arguments.from, table, {"", 0, 0, "--from"});
  result.options.to = nomenclature::parse_vintage(arguments.to, table, {"", 0, 0, "--to"});
  if (arguments.rule == "same-code") result.options.rule = nomenclature::SplitRule::same_code;
  if (!arguments.weights.empty()) {
    result.options.weights = nomenclature::read_weights(text::read_csv_with_head(arguments.weights),
                                                        arguments.weight_code, arguments.weight_value);
  }
  result.list = nomenclature::read_code_list(text::read_csv_with_head(arguments.lines), arguments.code, arguments.value,
                                             arguments.cut_to_six);
  result.conversion = nomenclature::convert_codes(table, result.list.codes, result.options);
  return result;
}

/// How split codes were shared out, in words; empty where no value had to be.
std::vector<std::string> split_words(const Converted& converted) {
  const Conversion& done = converted.conversion;
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

std::vector<std::string> head_of(const ConvertArguments& arguments, const Converted& converted) {
  std::vector<std::string> head{fmt::format("HS{} converted to HS{}; from {}", converted.options.from,
                                            converted.options.to, arguments.lines.filename().string())};
  for (std::string& words : split_words(converted)) head.push_back(std::move(words));
  if (converted.list.has_values) {
    head.push_back(fmt::format("total {} before and after", converted.list.decimals.text(converted.conversion.total)));
  }
  return head;
}

void print_json(const ConvertArguments& arguments, const Converted& converted) {
  const Conversion& result = converted.conversion;
  const nomenclature::DecimalColumn& decimals = converted.list.decimals;
  nlohmann::ordered_json value{{"from", fmt::format("HS{}", converted.options.from)},
                               {"to", fmt::format("HS{}", converted.options.to)},
                               {"codes", converted.list.codes.size()},
                               {"lines", result.lines.size()},
                               {"partial_lines", result.partial_lines}};
  for (std::size_t at = 0; at < nomenclature::relation_count; ++at) {
    nlohmann::ordered_json entry{{"relation", to_string(static_cast<nomenclature::CodeRelation>(at))},
                                 {"codes", result.codes_by_relation[at]}};
    if (converted.list.has_values) entry["value"] = decimals.number(result.amount_by_relation[at]);
    value["relations"].push_back(std::move(entry));
  }
  if (converted.list.has_values) {
    value["total"] = decimals.number(result.total);
    value["by_weights"] = decimals.number(result.amount_by_weight);
    value["by_same_code"] = decimals.number(result.amount_by_same_code);
    value["by_equal_shares"] = decimals.number(result.amount_by_equal);
  }
  if (!arguments.out.empty()) value["out"] = arguments.out.string();
  fmt::print("{}\n", value.dump(2));
}

void print_text(const ConvertArguments& arguments, const Converted& converted) {
  const Conversion& result = converted.conversion;
  fmt::print("{} codes of HS{} become {} of HS{}\n", converted.list.codes.size(), converted.options.from,
             result.lines.size(), converted.options.to);
  for (std::size_t at = 0; at < nomenclature::relation_count; ++at) {
    if (result.codes_by_relation[at] == 0) continue;
    fmt::print("  {:<20} {:>6} codes", to_string(static_cast<nomenclature::CodeRelation>(at)),
               result.codes_by_relation[at]);
    if (converted.list.has_values) {
      fmt::print("  value {}", converted.list.decimals.text(result.amount_by_relation[at]));
    }
    fmt::print("\n");
  }
  if (converted.list.lines_joined > 0) {
    fmt::print("{} longer lines were joined at six digits\n", converted.list.lines_joined);
  }
  if (result.partial_lines > 0) {
    fmt::print("{} of the new lines also hold goods that the list does not name (is_partial)\n", result.partial_lines);
  }
  for (const std::string& words : split_words(converted)) fmt::print("{}\n", words);
  if (converted.list.has_values) {
    fmt::print("total {} before and after\n", converted.list.decimals.text(result.total));
  }
  if (!arguments.out.empty()) fmt::print("written to {}\n", arguments.out.string());
}

void add_convert(Command& group, int& exit_code) {
  auto arguments = std::make_shared<ConvertArguments>();
  Command* command =
      group.add_subcommand("convert", "Carry codes, with or without values, to another edition of the HS");
  command->footer(
      "Example:  parley lines convert scenarios/wto/cn-128-lines.csv --code hs8 --hs6 --from 2017 --to 2012 --out "
      "hs2012.csv");
  command->add_option("lines", arguments->lines, "CSV file of lines")->required();
  command->add_option("--from", arguments->from, "Edition of the codes, such as 2017 or HS2017")->required();
  command->add_option("--to", arguments->to, "Edition wanted")->required();
  command->add_option("--code", arguments->code, "Column with the code")->capture_default_str();
  command->add_option("--value", arguments->value, "Column with values to carry along [none]");
  command->add_flag("--hs6", arguments->cut_to_six, "Cut longer codes to six digits and add their values up");
  command->add_option("--split", arguments->rule, "Where the value of a split code goes")
      ->capture_default_str()
      ->check(one_of({"equal", "same-code"}));
  command->add_option("--weights", arguments->weights, "CSV file of values by code of the edition wanted, to split by");
  command->add_option("--weight-code", arguments->weight_code, "Its column with the code")->capture_default_str();
  command->add_option("--weight-value", arguments->weight_value, "Its column with the value")->capture_default_str();
  command->add_option("--table", arguments->table, "Correlation table [data/hs-editions.csv]");
  command->add_option("--out", arguments->out, "CSV file to write");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    const Converted converted = convert(*arguments);
    if (!arguments->out.empty()) {
      report::write_whole(arguments->out, nomenclature::conversion_csv(converted.conversion, converted.list,
                                                                       head_of(*arguments, converted)));
    }
    arguments->as_json ? print_json(*arguments, converted) : print_text(*arguments, converted);
    exit_code = done;
  });
}

struct EditionsArguments {
  fs::path table;
  fs::path out;
};

void add_editions(Command& group, int& exit_code) {
  auto arguments = std::make_shared<EditionsArguments>();
  Command* command = group.add_subcommand("editions", "Rewrite a correlation table of the United Nations in our form");
  command->footer("Example:  parley lines editions hs6_vintage_concordance_un.csv --out data/hs-editions.csv");
  command->add_option("table", arguments->table, "Correlation table (CSV)")->required();
  command->add_option("--out", arguments->out, "File to write")->required();
  command->callback([arguments, &exit_code] {
    const nomenclature::VintageTable table = nomenclature::read_vintages(arguments->table);
    const std::vector<std::string> head{
        "Six-digit codes of the editions of the Harmonized System and the codes of the edition before that hold their "
        "goods.",
        "Source: correlation tables of the United Nations Statistics Division as collected in "
        "harvard-growth-lab/comtrade-conversion-weights (Apache-2.0)."};
    report::write_whole(arguments->out, nomenclature::vintages_csv(table, head));
    for (const auto& [vintage, codes] : table.codes) fmt::print("HS{}: {} codes\n", vintage, codes.size());
    fmt::print("written to {}\n", arguments->out.string());
    exit_code = done;
  });
}

}  // namespace

void add_lines_convert_commands(Command& app, int& exit_code) {
  add_convert(lines_group(app), exit_code);
  add_editions(lines_group(app), exit_code);
}

}  // namespace parley::cli
