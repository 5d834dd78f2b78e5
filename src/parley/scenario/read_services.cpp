#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "parley/scenario/codes.hpp"
#include "parley/scenario/entry.hpp"

namespace parley::scenario {
namespace {

/// Two numbers, before and after, each in [0, 1]; both `fallback` where the key is absent.
std::pair<double, double> read_pair(const TomlTable& table, std::string_view key, double fallback) {
  if (!table.has(key)) return {fallback, fallback};
  const toml::array* list = table.node(key)->as_array();
  std::vector<double> values;
  for (std::size_t at = 0; list != nullptr && at < list->size(); ++at) {
    if (const auto value = (*list)[at].value<double>()) values.push_back(*value);
  }
  if (list == nullptr || values.size() != 2 || list->size() != 2) {
    table.problem(table.place(key), "is no pair of numbers", fmt::format("{} = [0.49, 0.51]: before and after", key));
    return {fallback, fallback};
  }
  for (const double value : values) {
    if (value >= 0 && value <= 1) continue;
    table.problem(table.place(key), fmt::format("{} does not lie between 0 and 1", value), "fractions: 0.51 for 51 %");
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

bool is_same_reform(const ServicesRequest& a, const ServicesRequest& b) {
  const auto parts = [](const ServicesRequest& each) {
    return std::tie(each.sector, each.affiliate_sales_musd, each.equity_cap_before, each.equity_cap_after,
                    each.index_before, each.index_after, each.slope.beta, each.slope.sigma);
  };
  return parts(a) == parts(b);
}

std::optional<ServicesRequest> read_services(const TomlTable& entry) {
  const toml::node* node = entry.node("services");
  if (!node->is_table()) {
    entry.problem(entry.place("services"), "is no table",
                  R"(services = { sector = "FIN", foreign_equity_cap = [0.49, 0.51], affiliate_sales_musd = 2412 })");
    return std::nullopt;
  }
  const TomlTable table = entry.inner(*node->as_table(), "services");
  table.know({"sector", "affiliate_sales_musd", "foreign_equity_cap", "stri", "slope", "months_earlier", "months_until",
              "interest_rate"});
  table.require("sector", "the services sector, as sector = \"FIN\"");
  table.require("affiliate_sales_musd", "what the asking country's affiliates sell there, million");
  ServicesRequest request{.sector = table.text("sector")};
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

std::vector<ServicesReform> services_reforms(const Scenario& scenario, const Compare& compare,
                                             const Baseline& baseline) {
  std::vector<ServicesReform> list;
  ProblemList problems;
  for (const Action& action : scenario.actions) {
    if (!action.services) continue;
    const ServicesRequest& asked = *action.services;
    const auto host = find_country(baseline.economy, action.imposer, place_in(action, "to"), problems);
    const auto owner = find_country(baseline.economy, action.asked_by, place_in(action, "from"), problems);
    const auto s = find_sector(baseline.economy, asked.sector, place_in(action, "services.sector"), problems);
    const bool is_compared =
        std::find(compare.actions.begin(), compare.actions.end(), action.id) != compare.actions.end();
    if (!host || !owner || !s || !is_compared || (compare.on && !covers(action, *compare.on))) continue;
    list.push_back({.id = action.id,
                    .host = *host,
                    .owner = *owner,
                    .sector = *s,
                    .affiliate_sales = asked.affiliate_sales_musd,
                    .equity_cap_before = asked.equity_cap_before,
                    .equity_cap_after = asked.equity_cap_after,
                    .index_before = asked.index_before,
                    .index_after = asked.index_after,
                    .slope = asked.slope,
                    .months_earlier = asked.months_earlier,
                    .months_until = asked.months_until,
                    .interest_rate = asked.interest_rate});
  }
  problems.throw_if_any();
  return list;
}

}  // namespace parley::scenario
