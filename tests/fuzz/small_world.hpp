#pragma once

#include <string>
#include <utility>
#include <vector>

namespace parley::fuzz {

using NamedFiles = std::vector<std::pair<std::string, std::string>>;

/// The tables of two regions and two sectors that a baseline folder and a folder of source tables both have.
inline NamedFiles small_world() {
  return {
      {"regions.csv", "code,name\nA,Aland\nB,Bland\n"},
      {"sectors.csv", "code,name,goods\nG,Goods,1\nS,Services,0\n"},
      {"flows.csv",
       "exporter,importer,sector,value_musd\nA,A,G,1000\nA,B,G,100\nB,A,G,120\nB,B,G,900\nA,A,S,1500\nA,B,S,30\n"
       "B,A,S,20\nB,B,S,1200\n"},
      {"tariffs.csv", "importer,exporter,sector,tariff_pct\nA,B,G,5\nB,A,G,8\n"},
      {"accounts.csv",
       "region,sector,gross_output_musd,value_added_musd,final_demand_musd\nA,G,1100,650,720\nA,S,1530,1230,1170\n"
       "B,G,1020,570,600\nB,S,1220,920,880\n"},
      {"use.csv",
       "region,input_sector,user_sector,value_musd\nA,G,G,300\nA,G,S,100\nA,S,G,150\nA,S,S,200\nB,G,G,300\nB,G,S,100\n"
       "B,S,G,150\nB,S,S,200\n"}};
}

/// The same with further files.
inline NamedFiles small_world_with(NamedFiles further) {
  for (auto& file : small_world()) further.push_back(std::move(file));
  return further;
}

}  // namespace parley::fuzz
