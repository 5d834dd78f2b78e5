#include "parley/report/tables/event_files.hpp"

#include "parley/report/tables/whole_file.hpp"
#include "parley/report/words/event_report.hpp"

namespace parley::report {

void write_event(const market::EventStudyResult& result, const std::filesystem::path& folder) {
  make_folder(folder);
  write_whole(folder / "tests.csv", event_tests_csv(result));
  write_whole(folder / "members.csv", event_members_csv(result));
  write_whole(folder / "excluded.csv", event_exclusions_csv(result));
  write_whole(folder / "event.json", to_json(result));
}

}  // namespace parley::report
