#include "parley/bargaining/rules.hpp"

namespace parley::bargaining {

/// Several pairs at once are a problem of their own: nash_in_nash() solves it.
RuleEntry nash_in_nash_rule() {
  return {.id = Rule::nash_in_nash,
          .key = "nash-in-nash",
          .name = "Nash in Nash",
          .chooses = "Nash's treaty of every pair, each given what all other pairs settle",
          .source = "Horn & Wolinsky (1988, RAND Journal of Economics 19)"};
}

}  // namespace parley::bargaining
