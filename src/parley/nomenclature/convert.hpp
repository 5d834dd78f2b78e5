#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "parley/nomenclature/vintage.hpp"

namespace parley::nomenclature {

/// How a code's goods are filed in another edition; seen over the whole table, not over the codes that a list names.
///
/// one_to_one  one code, one code        split    one code becomes several that hold nothing else
/// merge       several become one        complex  several become several
enum class CodeRelation { one_to_one, split, merge, complex };
inline constexpr std::size_t relation_count = 4;

[[nodiscard]] std::string to_string(CodeRelation relation);

/// A code and its value in units of the column's last decimal place (DecimalColumn).
struct CodeValue {
  std::string code;
  std::int64_t amount = 0;
  Place place;
  /// Position of what the line has beside its code: year, importer, exporter. Lines of one group are converted together.
  std::size_t group = 0;
};

/// Where a split code's value goes when no weights say so.
enum class SplitRule {
  equal,     ///< the same share to every successor
  same_code  ///< all of it to the successor of the same number, where there is one; else equal
};

struct ConvertOptions {
  HsVintage from = 0;
  HsVintage to = 0;
  SplitRule rule = SplitRule::equal;
  /// Values by code of the edition `to`, of any year: shares among successors follow them.
  std::map<std::string, double, std::less<>> weights;
};

struct ConvertedLine {
  std::string code;
  std::int64_t amount = 0;
  std::vector<std::string> from;  ///< listed codes that share goods with it
  std::size_t group = 0;          ///< that of the codes
  bool is_partial = false;        ///< it also holds goods of codes that the list does not name
};

struct Conversion {
  std::vector<ConvertedLine> lines;  ///< in order of group and code
  std::size_t codes_by_relation[relation_count] = {};
  std::int64_t amount_by_relation[relation_count] = {};
  std::int64_t total = 0;                ///< before; the lines add up to the same
  std::int64_t amount_by_weight = 0;     ///< of codes with several successors: shared by the weights given
  std::int64_t amount_by_equal = 0;      ///< shared equally, for want of anything better
  std::int64_t amount_by_same_code = 0;  ///< left under the same number
  std::size_t partial_lines = 0;
};

/// Carries a list of six-digit codes, with or without values, from one edition of the Harmonized System to another.
///
///     v1[k] = sum_h w[h,k] v0[h],   sum_k w[h,k] = 1
///
/// w follows the weights given, else the rule. Editions that are not neighbours are joined through those between them:
/// successors are all codes that some chain of links reaches. Amounts are split in whole units by largest remainder, so
/// that not a cent is lost.
/// Errors  InputError for codes that the edition does not have (refuse_foreign_codes), a code that a group has twice.
[[nodiscard]] Conversion convert_codes(const VintageTable& table, const std::vector<CodeValue>& codes,
                                       const ConvertOptions& options);

}  // namespace parley::nomenclature
