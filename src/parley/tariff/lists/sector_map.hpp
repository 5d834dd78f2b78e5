#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "parley/tariff/lists/row_selection.hpp"
#include "parley/text/commodity_code.hpp"

namespace parley::tariff {

/// How commodity codes become sectors: the longest overriding prefix first, then the class that a concordance gives.
struct SectorMap {
  RowSelection concordance;
  std::string code_column;
  std::string class_column;
  std::map<std::string, std::string> sector_of_class;  ///< class prefix -> sector; the longest prefix decides
  std::filesystem::path overrides;                     ///< CSV code,sector,reason; may be empty
};

/// On what grounds a code belongs to its sector, or why it belongs to none.
enum class SectorBasis {
  concordance,   ///< its class has a sector
  by_override,   ///< the table of overrides says so, with a reason
  spread,        ///< no goods in particular: the table says to spread it over sectors as the other imports are
  unknown_code,  ///< the concordance does not have it
  open_class     ///< the concordance's class has no sector
};
[[nodiscard]] std::string_view in_words(SectorBasis basis);

struct SectorMatch {
  const std::string* sector = nullptr;  ///< lives as long as the finder; null where there is none or it is spread
  SectorBasis basis = SectorBasis::unknown_code;
};

/// Commodity codes -> sectors.
class SectorFinder {
 public:
  /// Errors  InputError for absent files and columns, an override without a reason, a prefix with two overrides.
  SectorFinder(const SectorMap& map, const std::filesystem::path& sources);
  [[nodiscard]] SectorMatch find(std::string_view code) const;

 private:
  text::PrefixMap<std::string> override_;
  text::PrefixMap<std::string> class_of_;
  text::PrefixMap<std::string> sector_of_class_;
};

}  // namespace parley::tariff
