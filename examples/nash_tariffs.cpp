// Where a war between two governments ends when each sets one tariff, and the proof that neither gains by moving.
#include <cstdio>
#include <parley/parley.hpp>

int main(int count, char** words) {
  if (count != 2) return 2;
  using namespace parley;
  Observer silent;
  const study::TariffWarAnswer answer = study::answer_tariff_war({.world = {.target = words[1]},
                                                                  .choices = {.grouping = strategy::Grouping::uniform},
                                                                  .players = {"USA", "CHN"},
                                                                  .starts = 1},
                                                                 silent);
  const study::WarEquilibrium& end = answer.war.equilibria.front();
  for (const study::ChosenTariff& each : end.tariffs) {
    std::printf("%s: %.2f %% -> %.2f %%\n", answer.world.labels.code(answer.war.players[each.player]).c_str(),
                each.before_pct, each.pct);
  }
  return end.deviation_gain_pct < 1e-6 ? 0 : 1;
}
