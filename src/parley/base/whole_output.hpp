#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// A kind of folder that a command writes, and how one is known from folders of somebody else.
struct FolderKind {
  std::string what;  ///< "a result of parley run"
  /// The files, as "tables/country.csv", that Parley wrote to a folder of this kind; nothing where it is of another kind.
  std::function<std::optional<std::set<std::string>>(const std::filesystem::path& folder)> files_of;
};

/// The kind whose files have always the same names; a folder without `main` is of another kind.
[[nodiscard]] FolderKind folder_with(std::string what, const std::string& main, const std::set<std::string>& others);

/// Removes what a killed program left here, and refuses a place where no folder can be put without loss: where something stands
/// that is neither an empty folder nor one of this kind, or that holds anything but the files that Parley wrote, or that
/// the program was started in. To be asked before long work, too.
/// Errors  InputError; MachineFailure where the place is write-protected or cannot be looked at.
void refuse_foreign(const std::filesystem::path& folder, const FolderKind& kind);

/// A folder of output that is there whole or not at all.
///
/// Files are written to a hidden folder beside the place, which put_in_place() then exchanges with what is there in one
/// step: a program that is killed leaves the old folder or the new one. A hidden folder that a killed program left is
/// removed by the next one that writes to the same place. A link stays a link: the folder that it leads to is replaced.
class OutputFolder {
 public:
  /// Errors  what refuse_foreign() throws; MachineFailure where no folder can be made beside the place.
  OutputFolder(const std::filesystem::path& place, FolderKind kind);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  /// Removes what was not put in place.
  ~OutputFolder();

  /// Where the files lie until they are put in place.
  [[nodiscard]] const std::filesystem::path& path() const { return fresh_; }
  /// Writes a file; folders above it are made.
  void save(const std::filesystem::path& name, std::string_view text) const;
  /// The files that were written so far.
  [[nodiscard]] std::set<std::string> files() const;
  void put_in_place();

 private:
  std::filesystem::path named_;  ///< as the user named it, for messages
  std::filesystem::path place_;
  std::filesystem::path fresh_;
  FolderKind kind_;
  int lock_ = -1;
};

/// Writes a file that is there whole or not at all, in the way of OutputFolder; folders above it are made.
///
/// The modes of a file that is replaced are kept. A pipe or a device, /dev/stdout too, is written to and stays what it is.
/// Errors  InputError for a folder; MachineFailure where the file cannot be written.
void write_whole(const std::filesystem::path& file, std::string_view text);

/// Writes several files to a folder in one step, by name and text; what else is in it stays as it is.
///
/// Whoever kills the program leaves all of the old files or all of the new ones. The folder is copied and exchanged: where
/// somebody changes a file in the meantime, the old folder is put back.
/// Errors  InputError where the folder has links or devices, or changes meanwhile; MachineFailure as for OutputFolder.
void write_whole_files(const std::filesystem::path& folder, const std::map<std::string, std::string>& texts);

}  // namespace parley
