#include "parley/tariff/law/stack.hpp"

#include <algorithm>
#include <limits>

namespace parley::tariff {
namespace {

std::uint64_t bit(std::size_t authority) { return std::uint64_t{1} << authority; }

/// The rate of one authority on the line: the sum of its items' rates.
double rate_of(std::size_t authority, std::span<const StackItem> items) {
  double rate = 0;
  for (const StackItem& item : items) {
    if (item.authority == authority) rate += item.rate;
  }
  return rate;
}

double share_of(std::size_t authority, std::span<const StackItem> items) {
  double share = 0;
  for (const StackItem& item : items) {
    if (item.authority == authority) share = std::max(share, item.share);
  }
  return share;
}

}  // namespace

StackOrder::StackOrder(const Stack& stack) : order_(stack.order) {
  for (const std::string& authority : stack.base) base_ |= bit(position(authority));
  for (const StackRule& rule : stack.rules) {
    Rule resolved{.action = rule.action, .when = {}, .mask = 0};
    for (const std::string& authority : rule.when) {
      resolved.when.push_back(position(authority));
      resolved.mask |= bit(resolved.when.back());
    }
    rules_.push_back(std::move(resolved));
  }
}

std::size_t StackOrder::position(std::string_view authority) const {
  const auto found = std::find(order_.begin(), order_.end(), authority);
  return static_cast<std::size_t>(found - order_.begin());
}

void StackOrder::apply(const Rule& rule, int number, std::span<StackItem> items) {
  if (rule.action == StackRule::Action::add) return;
  std::size_t winner = rule.when.front();
  if (rule.action != StackRule::Action::replace) {
    const double sign = rule.action == StackRule::Action::max ? 1 : -1;
    double best = -std::numeric_limits<double>::infinity();
    for (const std::size_t each : rule.when) {
      const double rate = sign * rate_of(each, items);
      if (share_of(each, items) == 0 || rate <= best) continue;
      best = rate;
      winner = each;
    }
  }
  const double taken = share_of(winner, items);
  if (taken == 0) return;
  for (StackItem& item : items) {
    if (item.authority == winner || (rule.mask & bit(item.authority)) == 0) continue;
    item.share *= 1 - taken;
    item.rule = number;
  }
}

double StackOrder::stack_up(std::span<StackItem> items) const {
  std::uint64_t present = 0;
  for (const StackItem& item : items) present |= bit(item.authority);
  for (std::size_t at = 0; at < rules_.size(); ++at) {
    const std::uint64_t met = rules_[at].mask & present;
    if ((met & (met - 1)) != 0) apply(rules_[at], static_cast<int>(at), items);
  }
  double duty = 0;
  double base = 0;
  for (StackItem& item : items) {
    item.added = item.share * (duty_after(item.kind, item.rate, duty, base) - duty);
    duty += item.added;
    if ((base_ & bit(item.authority)) != 0) base = duty;
  }
  return duty;
}

}  // namespace parley::tariff
