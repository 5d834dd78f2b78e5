#include "parley/scenario/action.hpp"

namespace parley::scenario {
namespace {

bool is_set_by_seller(const Action& action) {
  if (const auto* tariff = std::get_if<TariffChange>(&action.change))
    return row_of(tariff->instrument).is_set_by_seller;
  const auto* quantity = std::get_if<QuantityTarget>(&action.change);
  return quantity != nullptr && quantity->kind == Commitment::Kind::export_restraint;
}

}  // namespace

bool is_over(const Action& action) { return action.status == "ended" || action.status == "suspended"; }

std::string rate_text(const Action& action) {
  const auto* tariff = std::get_if<TariffChange>(&action.change);
  if (tariff == nullptr) return "";
  return tariff->rate ? tariff->rate->text : "by-line";
}

std::vector<std::string> imposers_of(const Action& action) {
  return action.imposers.empty() ? std::vector{action.imposer} : action.imposers;
}

std::string partner_key(const Action& action) {
  if (action.is_request) return "from";
  return is_set_by_seller(action) ? "destination" : "origin";
}

}  // namespace parley::scenario
