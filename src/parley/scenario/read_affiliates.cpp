#include <fmt/format.h>

#include <limits>
#include <tuple>
#include <utility>

#include "parley/scenario/entry.hpp"

namespace parley::scenario {
namespace {

/// Two numbers, before and after, in [0, most]; both `fallback` where the key is absent.
std::pair<double, double> read_pair(const TomlTable& table, std::string_view key, double fallback, double most = 1) {
  if (!table.has(key)) return {fallback, fallback};
  const std::vector<double> values = table.numbers(key, 2, fmt::format("{} = [before, after]", key));
  if (values.empty()) return {fallback, fallback};
  for (const double value : values) {
    if (value >= 0 && value <= most) continue;
    table.problem(
        table.place(key),
        most == 1 ? fmt::format("{} does not lie between 0 and 1", value) : fmt::format("{} is negative", value),
        most == 1 ? "fractions: 0.51 for 51 %" : "million");
  }
  return {values[0], values[1]};
}

RestrictivenessSlope read_slope(const TomlTable& table) {
  RestrictivenessSlope slope;
  table.require("slope", "how trade follows the index, as slope = { beta = -7.335, se = 1.608, sigma = 2.54 }");
  const toml::node* node = table.node("slope");
  if (node == nullptr || !node->is_table()) return slope;
  const TomlTable inner = table.inner(*node->as_table(), "slope");
  inner.know({"beta", "se", "sigma"});
  for (const char* key : {"beta", "sigma"}) inner.require(key, "see docs/model/services.md for published values");
  slope.beta = inner.number("beta").value_or(0);
  slope.standard_error = inner.number("se").value_or(0);
  slope.sigma = inner.number("sigma").value_or(2);
  if (!(slope.beta <= 0)) inner.problem(inner.place("beta"), "is positive", "restrictions lower trade: beta < 0");
  if (!(slope.standard_error >= 0)) inner.problem(inner.place("se"), "is negative");
  if (!(slope.sigma > 1)) inner.problem(inner.place("sigma"), "must exceed 1");
  return slope;
}

double not_negative(const TomlTable& table, std::string_view key, double fallback) {
  const double value = table.number(key).value_or(fallback);
  if (!(value >= 0)) table.problem(table.place(key), fmt::format("{} is negative", value));
  return value;
}

}  // namespace

AffiliateRequest read_services(const TomlTable& entry) {
  const toml::node* node = entry.node("services");
  if (!node->is_table()) {
    entry.problem(entry.place("services"), "is not a table",
                  R"(services = { sector = "FIN", foreign_equity_cap = [0.49, 0.51], affiliate_sales_musd = 2412 })");
    return {};
  }
  const TomlTable table = entry.inner(*node->as_table(), "services");
  table.know({"sector", "affiliate_sales_musd", "foreign_equity_cap", "stri", "slope", "months_earlier", "months_until",
              "interest_rate"});
  table.require("sector", "the services sector, as sector = \"FIN\"");
  table.require("affiliate_sales_musd", "what the asking country's affiliates sell there, million");
  AffiliateRequest request{.key = "services", .sector = table.text("sector")};
  request.affiliate_sales_musd = not_negative(table, "affiliate_sales_musd", 0);
  std::tie(request.equity_cap_before, request.equity_cap_after) = read_pair(table, "foreign_equity_cap", 1);
  std::tie(request.index_before, request.index_after) = read_pair(table, "stri", 0);
  if (table.has("stri") || table.has("slope")) request.slope = read_slope(table);
  if (!table.has("stri") && !table.has("foreign_equity_cap")) {
    table.problem(table.place(), "changes nothing",
                  "give foreign_equity_cap = [before, after], stri = [before, after] or both");
  }
  request.months_earlier = not_negative(table, "months_earlier", 0);
  request.months_until = not_negative(table, "months_until", request.months_earlier);
  request.interest_rate = not_negative(table, "interest_rate", 0.05);
  if (request.months_until < request.months_earlier) {
    table.problem(table.place("months_earlier"), "would begin before the start",
                  "months_until is when it would begin otherwise, and is at least months_earlier");
  }
  return request;
}

AffiliateRequest read_technology(const TomlTable& entry) {
  const toml::node* node = entry.node("technology");
  if (!node->is_table()) {
    entry.problem(entry.place("technology"), "is not a table",
                  R"(technology = { sector = "ELE", affiliate_sales_musd = 40000, transfer_cost = [0.03, 0.01] })");
    return {};
  }
  const TomlTable table = entry.inner(*node->as_table(), "technology");
  table.know({"sector", "affiliate_sales_musd", "ownership", "transfer_cost", "licence_fees_musd"});
  table.require("sector", "the sector, as sector = \"ELE\"");
  AffiliateRequest request{.key = "technology", .sector = table.text("sector")};
  request.affiliate_sales_musd = not_negative(table, "affiliate_sales_musd", 0);
  request.equity_cap_before = request.equity_cap_after = table.number("ownership").value_or(1);
  if (!(request.equity_cap_before >= 0 && request.equity_cap_before <= 1)) {
    table.problem(table.place("ownership"), fmt::format("{} is not a share", request.equity_cap_before),
                  "the asking country's share of its affiliates' profit, between 0 and 1");
  }
  std::tie(request.wedge_before, request.wedge_after) = read_pair(table, "transfer_cost", 0);
  std::tie(request.licence_fees_musd, request.licence_fees_after_musd) =
      read_pair(table, "licence_fees_musd", 0, std::numeric_limits<double>::max());
  if (!table.has("transfer_cost") && !table.has("licence_fees_musd")) {
    table.problem(table.place(), "changes nothing",
                  "give transfer_cost = [before, after], licence_fees_musd = [before, after] or both");
  }
  if (table.has("transfer_cost") && !table.has("affiliate_sales_musd"))
    table.require("affiliate_sales_musd", "what the asking country's affiliates sell there, million");
  return request;
}

}  // namespace parley::scenario
