#include "parley/market/price_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

#include "parley/base/error.hpp"

namespace parley::market {
namespace {

constexpr std::array<std::string_view, 14> quote_words{"open",     "high",      "low",           "close",  "last",
                                                       "adjclose", "adjusted",  "adjustedclose", "volume", "vwap",
                                                       "turnover", "dividends", "stocksplits",   "amount"};

/// "Adj Close" as "adjclose".
std::string bare(std::string_view name) {
  std::string letters;
  for (const char each : name) {
    const auto letter = static_cast<unsigned char>(each);
    if (std::isalnum(letter) != 0) letters += static_cast<char>(std::tolower(letter));
  }
  return letters;
}

/// What is left of a name without a word at its end or its beginning: the security, "" where the file is of one only.
std::set<std::string> securities_of(std::string_view name, std::string_view word) {
  std::set<std::string> found;
  if (name.ends_with(word)) found.insert(std::string(name.substr(0, name.size() - word.size())));
  if (name.starts_with(word)) found.insert(std::string(name.substr(word.size())));
  return found;
}

std::set<std::string> quoted_securities(const std::vector<std::string>& names) {
  const auto has = [&](const std::string& security, const std::string& word) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return name == security + word || name == word + security; });
  };
  std::set<std::string> quoted;
  for (const std::string& name : names) {
    for (const std::string& security : securities_of(name, "high")) {
      if (has(security, "low") && (has(security, "open") || has(security, "close"))) quoted.insert(security);
    }
  }
  return quoted;
}

/// The column that most studies would take: an adjusted price, else a closing one.
std::string usual_price(const std::vector<std::string>& columns) {
  for (const std::string_view word : {"adj", "close"}) {
    for (const std::string& each : columns) {
      if (bare(each).find(word) != std::string::npos) return each;
    }
  }
  return columns.front();
}

}  // namespace

void require_one_price_each(const text::CsvTable& csv, const std::vector<std::size_t>& columns) {
  std::vector<std::string> names;
  for (const std::string& name : csv.header()) names.push_back(bare(name));
  for (const std::string& security : quoted_securities(names)) {
    std::vector<std::string> taken;
    for (const std::size_t column : columns) {
      const bool is_quote = std::any_of(quote_words.begin(), quote_words.end(), [&](std::string_view word) {
        return securities_of(names[column], word).contains(security);
      });
      if (is_quote) taken.push_back(csv.header()[column]);
    }
    if (taken.size() < 2) continue;
    throw InputError(
        {csv.file(), 1, 0, ""},
        fmt::format("{} are columns of one security, not {} members", fmt::join(taken, ", "), taken.size()),
        fmt::format("say which is its price, as columns = [\"{}\"] under [prices]", usual_price(taken)));
  }
}

}  // namespace parley::market
