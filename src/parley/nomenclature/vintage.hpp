#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/error.hpp"

namespace parley::nomenclature {

/// An edition of the Harmonized System by its year: 2007, 2012, 2017, 2022.
using HsVintage = int;

/// Which codes of one edition share goods with which of the next.
using CodeLinks = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Six-digit codes of several editions and the links between neighbouring ones.
struct VintageTable {
  struct Step {
    HsVintage before = 0;
    HsVintage after = 0;
    CodeLinks later;    ///< code before -> codes after
    CodeLinks earlier;  ///< code after -> codes before
  };
  std::string file;
  std::vector<Step> steps;  ///< oldest first, each beginning where the one before it ends
  std::map<HsVintage, std::set<std::string, std::less<>>> codes;

  [[nodiscard]] bool has(HsVintage vintage) const { return codes.contains(vintage); }
  [[nodiscard]] std::vector<HsVintage> vintages() const;
};

/// The table in our form; `head` are its first lines, without the mark.
[[nodiscard]] std::string vintages_csv(const VintageTable& table, const std::vector<std::string>& head);

/// "HS2017", "2017", "HS17" or "H5"; InputError for an edition that the table does not have.
[[nodiscard]] HsVintage parse_vintage(std::string_view text, const VintageTable& table, const Place& place);

/// A code and where it stands.
struct PlacedCode {
  std::string code;  ///< six digits or more: the first six decide
  Place place;
};

/// The editions in which a code exists, by its first six digits.
[[nodiscard]] std::vector<HsVintage> vintages_of(const VintageTable& table, std::string_view code);

/// Refuses codes that an edition does not have, with one error that names the edition in which they exist.
///
/// Errors  InputError, one problem: how many codes, the first with its place, the editions that have all of them.
void refuse_foreign_codes(const VintageTable& table, const std::vector<PlacedCode>& codes, HsVintage vintage);

}  // namespace parley::nomenclature
