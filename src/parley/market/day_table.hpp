#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/array.hpp"
#include "parley/base/date.hpp"

namespace parley::market {

struct MemberAxis;
struct DayAxis;
struct FactorAxis;
/// A security, an index or a portfolio with a price.
using Member = Index<MemberAxis>;
/// A trading day of one calendar.
using Day = Index<DayAxis>;
/// A series that explains returns.
using Factor = Index<FactorAxis>;

/// What stands where a member has no price or return that day; it is never filled.
inline constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// One number per member and trading day.
struct DayTable {
  std::string file;  ///< for messages
  std::vector<Date> dates;
  std::vector<std::string> members;
  Array<Member, Day> value;
  std::vector<std::string> notes;  ///< what was taken for missing, in words
};

/// How a table of prices, returns or factors stands in its file.
struct DayTableForm {
  enum class Layout { wide, long_rows };  ///< one column per member, or one row per member and day
  Layout layout = Layout::wide;
  std::string date = "date";      ///< column of the day, as 2018-03-23
  std::string member = "ticker";  ///< long_rows: column of the member
  std::string value = "close";    ///< long_rows: column of the number
  std::vector<std::string> only;  ///< the members to read; empty: all
  /// Wide: the members that are studied; where the file has all of them the others are not read. Empty: all are.
  std::vector<std::string> studied;
  bool is_price = true;  ///< a price is above zero; returns and factors may have any sign
};

/// Reads a table; an empty cell is a day without a number, and a day on which every cell is empty is no trading day.
///
/// -99.99, -999 and their like, which providers write where a number is missing, count as empty and are told in `notes`.
/// Errors  InputError with line and cell: a price that is not above zero, a return of -100 % or less, a day that appears
///         twice, days out of order (long rows: of one member), a word that is no number or no date, a column that is
///         not there, no rows; and where the columns are one security's opening, highest, lowest and closing price.
[[nodiscard]] DayTable parse_day_table(std::string bytes, const std::string& file, const DayTableForm& form);

/// A dividend or split that takes effect at the opening of a day.
struct CorporateAction {
  Date date;
  std::string member;
  double dividend = 0;  ///< per share, in the money of the prices
  double split = 1;     ///< shares after per share before
};

/// The columns of a file of dividends and splits.
struct CorporateActionForm {
  std::string date = "date";
  std::string member = "ticker";
  std::string dividend = "dividend_amount";
  std::string split = "split_coefficient";
};

/// Errors  InputError: a split that is not above zero, a negative dividend, the same member and day twice.
[[nodiscard]] std::vector<CorporateAction> parse_corporate_actions(std::string bytes, const std::string& file,
                                                                   const CorporateActionForm& form);

/// The table on another calendar: days that it lacks are absent, rows outside the calendar's span are counted in notes.
///
/// Errors  InputError for a day inside the span that the calendar does not have; it names the calendar's file.
[[nodiscard]] DayTable on_calendar(const DayTable& table, const DayTable& calendar, std::vector<std::string>& notes);

/// Simple returns from closing prices.
///
///     R_t = (P_t split_t + dividend_t) / P_{t-1} - 1
///
/// Absent where either price is; the first day has none. A dividend or split of a day without both prices, and returns
/// over 50 % either way (a split that is not recorded?), are named in notes.     Units  fractions.
[[nodiscard]] DayTable simple_returns(const DayTable& prices, const std::vector<CorporateAction>& actions,
                                      std::vector<std::string>& notes);

/// Names returns below -30 % or above 43 % in notes, with a question.
void note_large_returns(const DayTable& returns, std::string_view question, std::vector<std::string>& notes);

}  // namespace parley::market
