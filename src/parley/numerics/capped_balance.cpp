#include "parley/numerics/capped_balance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/numerics/balance_check.hpp"

namespace parley::numerics {
namespace {

/// x = min(cap, factor seed) with a given sum along one line: the factor, in closed form between the points where a cell
/// reaches its cap. Infinite where even all caps do not reach the sum.
double capped_factor(const std::vector<double>& seed, const std::vector<double>& cap, double total) {
  std::vector<std::size_t> order;
  double open = 0;
  for (std::size_t each = 0; each < seed.size(); ++each) {
    if (!(seed[each] > 0)) continue;
    order.push_back(each);
    open += seed[each];
  }
  std::sort(order.begin(), order.end(),
            [&](std::size_t left, std::size_t right) { return cap[left] * seed[right] < cap[right] * seed[left]; });
  double closed = 0;
  for (const std::size_t each : order) {
    const double factor = (total - closed) / open;
    if (factor * seed[each] <= cap[each]) return factor;
    closed += cap[each];
    open -= seed[each];
  }
  // Only just all caps: the factor that takes the last of them there.
  const bool is_enough = !order.empty() && total <= closed * (1 + 1e-12);
  return is_enough ? cap[order.back()] / seed[order.back()] : std::numeric_limits<double>::infinity();
}

/// Scales every row (or column) to its total by its factor u (or v); false where caps forbid it.
bool scale_lines(const BalanceTable& seed, const BalanceTable& cap, bool rows, const std::vector<double>& total,
                 std::vector<double>& own, const std::vector<double>& other) {
  for (std::size_t line = 0; line < total.size(); ++line) {
    std::vector<double> part;
    std::vector<double> limit;
    for (std::size_t each = 0; each < other.size(); ++each) {
      const BalanceRow r(rows ? line : each);
      const BalanceColumn c(rows ? each : line);
      part.push_back(seed(r, c) * other[each]);
      limit.push_back(cap(r, c));
    }
    own[line] = total[line] > 0 ? capped_factor(part, limit, total[line]) : 0;
    if (std::isinf(own[line])) return false;
  }
  return true;
}

/// What is left to balance once lines that need all of their caps have them: their multipliers would have no end.
struct OpenPart {
  BalanceTable seed;
  BalanceTable cap;
  BalanceTable fixed;
  std::vector<double> row_total;
  std::vector<double> column_total;
};

/// Fixes one line at its caps if its total takes them all; true where it did.
bool fix_line(OpenPart& part, bool is_row, std::size_t line) {
  std::vector<double>& own = is_row ? part.row_total : part.column_total;
  std::vector<double>& other = is_row ? part.column_total : part.row_total;
  double caps = 0;
  for (std::size_t each = 0; each < other.size(); ++each) {
    const BalanceRow r(is_row ? line : each);
    const BalanceColumn c(is_row ? each : line);
    if (part.seed(r, c) > 0) caps += part.cap(r, c);
  }
  if (!(own[line] > 0) || own[line] < caps * (1 - 1e-12)) return false;
  for (std::size_t each = 0; each < other.size(); ++each) {
    const BalanceRow r(is_row ? line : each);
    const BalanceColumn c(is_row ? each : line);
    if (!(part.seed(r, c) > 0)) continue;
    part.fixed(r, c) = part.cap(r, c);
    other[each] = std::max(0.0, other[each] - part.cap(r, c));
    part.seed(r, c) = part.cap(r, c) = 0;
  }
  own[line] = 0;
  return true;
}

OpenPart open_part(const BalanceTable& seed, const BalanceTable& cap, const std::vector<double>& row_total,
                   const std::vector<double>& column_total) {
  OpenPart part{seed, cap, BalanceTable(seed.extent(0), seed.extent(1)), row_total, column_total};
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (std::size_t c = 0; c < column_total.size(); ++c) is_changed |= fix_line(part, false, c);
    for (std::size_t r = 0; r < row_total.size(); ++r) is_changed |= fix_line(part, true, r);
  }
  return part;
}

}  // namespace

BalancedTable capped_balance(const BalanceTable& seed, const BalanceTable& cap, const std::vector<double>& row_total,
                             const std::vector<double>& column_total, const BalanceOptions& options) {
  check_balance_input(seed, row_total, column_total);
  const OpenPart open = open_part(seed, cap, row_total, column_total);
  BalancedTable result{seed, {}};
  BalanceReport& report = result.report;
  const double scale = std::max(*std::max_element(row_total.begin(), row_total.end()),
                                *std::max_element(column_total.begin(), column_total.end()));
  if (scale == 0) {
    result.table.fill(0);
    report.converged = true;
    return result;
  }
  std::vector<double> u(row_total.size(), 1.0);
  std::vector<double> v(column_total.size(), 1.0);
  while (report.iterations < options.iteration_limit && !report.converged) {
    ++report.iterations;
    if (!scale_lines(open.seed, open.cap, true, open.row_total, u, v) ||
        !scale_lines(open.seed, open.cap, false, open.column_total, v, u)) {
      report.largest_gap = std::numeric_limits<double>::infinity();
      break;
    }
    for (const BalanceRow r : all<BalanceRow>(seed.extent(0))) {
      for (const BalanceColumn c : all<BalanceColumn>(seed.extent(1))) {
        result.table(r, c) = open.fixed(r, c) + std::min(open.cap(r, c), u[r.value()] * open.seed(r, c) * v[c.value()]);
      }
    }
    report.largest_gap = balance_gap(result.table, row_total, column_total) / scale;
    report.converged = report.largest_gap <= options.tolerance;
  }
  return result;
}

}  // namespace parley::numerics
