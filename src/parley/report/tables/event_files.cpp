#include "parley/report/tables/event_files.hpp"

#include "parley/base/whole_output.hpp"
#include "parley/report/words/event_report.hpp"

namespace parley::report {

FolderKind event_folder() {
  return folder_with("a result of 'parley event'", "event.json", {"tests.csv", "members.csv", "excluded.csv"});
}

void write_event(const market::EventStudyResult& result, const std::filesystem::path& place) {
  OutputFolder folder(place, event_folder());
  folder.save("tests.csv", event_tests_csv(result));
  folder.save("members.csv", event_members_csv(result));
  folder.save("excluded.csv", event_exclusions_csv(result));
  folder.save("event.json", to_json(result));
  folder.put_in_place();
}

}  // namespace parley::report
