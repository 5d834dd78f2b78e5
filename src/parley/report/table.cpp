#include "parley/report/table.hpp"

#include <fmt/format.h>

#include "parley/report/format.hpp"
#include "parley/report/html.hpp"

namespace parley::report {
namespace {

std::string shown(const Cell& cell, Unit unit, const std::string& currency) {
  if (const auto* text = std::get_if<std::string>(&cell)) return escaped(*text);
  const double value = std::get<double>(cell);
  switch (unit) {
    case Unit::percent:
    case Unit::percentage_points: return significant(value, 3, Sign::always);
    case Unit::money_musd: return escaped(money(value, currency, Sign::only_minus, 3));
    case Unit::ratio: return significant(value, 5);
    case Unit::text: break;
  }
  return significant(value, 3);
}

std::string head(const Column& column) {
  const std::string& label = column.label.empty() ? column.name : column.label;
  return fmt::format("<th scope=\"col\"{}>{}</th>", column.unit == Unit::text ? " class=\"word\"" : "", escaped(label));
}

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv(const Table& table) {
  std::string out;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    if (at > 0) out += ',';
    out += csv_field(table.columns[at].name);
  }
  out += '\n';
  for (const std::vector<Cell>& row : table.rows) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (at > 0) out += ',';
      const auto* text = std::get_if<std::string>(&row[at]);
      out += text != nullptr ? csv_field(*text) : exact(std::get<double>(row[at]));
    }
    out += '\n';
  }
  return out;
}

std::string html_table(const Table& table, std::string_view caption, const std::string& currency) {
  std::string out = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table><caption>{0}</caption><thead><tr>",
      escaped(caption));
  for (const Column& column : table.columns) out += head(column);
  out += "</tr></thead><tbody>\n";
  for (const std::vector<Cell>& row : table.rows) {
    out += "<tr>";
    for (std::size_t at = 0; at < row.size(); ++at) {
      const Unit unit = table.columns[at].unit;
      const std::string text = shown(row[at], unit, currency);
      if (at == 0) {
        out += fmt::format("<th scope=\"row\">{}</th>", text);
      } else {
        out += fmt::format("<td{}>{}</td>", unit == Unit::text ? " class=\"word\"" : "", text);
      }
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace parley::report
