// A promise to buy: who makes way, in every case of a scenario.
#include <cstdio>
#include <parley/parley.hpp>

int main(int count, char** words) {
  if (count != 2) return 2;
  using namespace parley;
  Observer silent;
  const study::RunResult result = study::compute({.scenario = words[1]}, silent);
  const Economy& labels = result.baseline.economy;
  for (const study::CaseResult& solved : result.cases) {
    std::printf("%s\n", solved.compare.name.c_str());
    for (const char* code : {"USA", "CHN", "KOR", "TWN"}) {
      const Country n = labels.find_country(code).value();
      std::printf("  %s real income %+.4f %%\n", code, solved.outcome.real_income_pct(n));
    }
  }
  return 0;
}
