#include "parley/study/line_duties.hpp"

#include <algorithm>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/text/read_code.hpp"

namespace parley::study {
namespace {

void add_line(const tariff::MeasureBook& book, const tariff::UnitValues& values, tariff::LineQuery query,
              LineDuties& duties) {
  const LineDutyRequest& request = duties.request;
  std::vector<Date> days{request.from};
  if (request.until) {
    const std::vector<Date> changes = tariff::changes_between(book, query, *request.until);
    days.insert(days.end(), changes.begin(), changes.end());
  }
  for (const Date& day : days) {
    query.day = day;
    tariff::LineDuty duty = tariff::duty_at(book, query, values);
    if (day != request.from && have_same_parts(duty, duties.lines.back().duty)) continue;
    tariff::EntryDuty collected = tariff::entry_duty(duty, request.entry);
    duties.lines.push_back({query, std::move(duty), std::move(collected)});
  }
}

}  // namespace

bool have_same_parts(const tariff::LineDuty& a, const tariff::LineDuty& b) {
  return std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                    [](const tariff::DutyPart& one, const tariff::DutyPart& other) {
                      return one.measure == other.measure && one.rate->text == other.rate->text &&
                             one.ad_valorem == other.ad_valorem && one.note == other.note;
                    });
}

LineDuties line_duties(const tariff::MeasureBook& book, const LineDutyRequest& request) {
  if (request.importer == request.origin)
    throw InputError(Place{.key = "origin"}, "goods of " + request.origin + " are no imports of its own",
                     "name another country: a country sets no duty on itself");
  LineDuties duties{.request = request, .lines = {}};
  tariff::UnitValues values = tariff::unit_values(request.entry);
  for (const auto& [unit, value] : request.unit_values) values[unit] = value;
  for (const std::string& word : request.codes) {
    for (const std::string& line : tariff::lines_of(book, request.importer, text::read_code(word))) {
      add_line(book, values, {request.importer, request.origin, line, request.from}, duties);
    }
  }
  return duties;
}

}  // namespace parley::study
