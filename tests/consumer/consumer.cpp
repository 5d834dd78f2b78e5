#include <iostream>
#include <parley/parley.hpp>

int main(int count, char** words) {
  if (count != 3) return 2;
  parley::Observer silent;
  const parley::study::RunResult result =
      parley::study::compute({.scenario = words[1], .assets = {.data = {words[2]}}}, silent);
  for (const parley::study::HeadlineRow& row : parley::study::headline(result))
    std::cout << row.item.country << ' ' << row.item.name << ' ' << row.values.front() << '\n';
  return result.cases.empty() ? 1 : 0;
}
