// Four packages of a deal, each valued by a full solution, and the one that Nash's rule picks.
#include <cstdio>
#include <parley/parley.hpp>

int main(int count, char** words) {
  if (count != 2) return 2;
  using namespace parley;
  Observer silent;
  const study::DealResult answer = study::answer_deal({.scenario = words[1]}, 1, silent);
  const study::Desk& desk = answer.desk;
  for (const study::PackageValue& each : desk.packages) {
    for (std::size_t issue = 0; issue < each.package.size(); ++issue)
      std::printf("%s  ", desk.plan.issues[issue].options[each.package[issue]].id.c_str());
    const bargaining::Payoff gain = study::payoff_of(desk, each);
    std::printf("%+.1f %+.1f million\n", gain[0], gain[1]);
  }
  std::printf("frontier: %zu of %zu packages\n", desk.frontier.size(), desk.packages.size());
  return desk.solved.size() == 4 ? 0 : 1;
}
