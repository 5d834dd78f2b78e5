#include "parley/base/whole_output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/base/hidden_beside.hpp"
#include "parley/base/machine_failure.hpp"

namespace parley {
namespace {

namespace fs = std::filesystem;
using fs::file_type;

[[noreturn]] void cannot(const fs::path& path, std::string_view what, const std::error_code& failure) {
  if (failure == std::errc::filename_too_long)
    throw InputError({.file = path.string()}, "is too long a name for a file or folder", "give a shorter one");
  if (failure == std::errc::interrupted) throw Cancelled(path.string() + " was not written to its end");
  throw MachineFailure(fmt::format("{}: cannot be {}: {}", path.string(), what, failure.message()));
}

std::error_code last_error() { return {errno, std::generic_category()}; }

/// What stands at a path, links followed; not_found where nothing does. Errors that only leave it unknown are thrown.
file_type type_of(const fs::path& path) {
  std::error_code failure;
  const file_type type = fs::status(path, failure).type();
  if (type == file_type::none) cannot(path, "written", failure);
  return type;
}

void make_folders(const fs::path& folder, const fs::path& named) {
  std::error_code failure;
  if (folder.empty() || fs::is_directory(folder, failure)) return;
  fs::create_directories(folder, failure);
  if (failure) cannot(named, "written", failure);
}

/// The place that a name stands for: without a slash at its end, and where a link leads.
fs::path real_place(const fs::path& named) {
  fs::path place = named.has_filename() ? named : named.parent_path();
  if (place.filename() == "." || place.filename() == "..") {
    std::error_code failure;
    place = fs::canonical(place, failure);
    if (failure) cannot(named, "written", failure);
  }
  std::error_code failure;
  constexpr int longest_chain = 40;  // of links, as the kernel allows
  for (int links = 0; fs::is_symlink(fs::symlink_status(place, failure)); ++links) {
    if (links == longest_chain)
      cannot(named, "written", std::make_error_code(std::errc::too_many_symbolic_link_levels));
    const fs::path target = fs::read_symlink(place, failure);
    if (failure) cannot(named, "written", failure);
    place = place.parent_path() / target;
    if (!place.has_filename()) place = place.parent_path();
  }
  return place;
}

/// Whether the program was started in this folder or below it.
bool holds_this_program(const fs::path& folder) {
  std::error_code failure;
  fs::path at = ".";
  constexpr int deepest = 1000;
  for (int depth = 0; depth < deepest; ++depth, at /= "..") {
    if (fs::equivalent(at, folder, failure)) return true;
    if (failure || fs::equivalent(at, "/", failure)) return false;
  }
  return false;
}

/// The first file, link, device or folder below `folder` that is none of `own`; "" where there is none.
std::string first_foreign(const fs::path& folder, const std::set<std::string>& own) {
  std::set<std::string> folders;
  for (const std::string& file : own) {
    for (fs::path above = fs::path(file).parent_path(); !above.empty(); above = above.parent_path())
      folders.insert(above.generic_string());
  }
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    const file_type type = entry.symlink_status().type();
    const bool is_own =
        (type == file_type::regular && own.contains(name)) || (type == file_type::directory && folders.contains(name));
    if (!is_own) return name;
  }
  return "";
}

void refuse_foreign_files(const fs::path& place, const fs::path& named, const FolderKind& kind) {
  if (fs::is_empty(place)) return;
  const std::optional<std::set<std::string>> own = kind.files_of(place);
  if (!own) {
    throw InputError({.file = named.string()}, fmt::format("exists and is not {}", kind.what),
                     "name another folder with --out");
  }
  const std::string foreign = first_foreign(place, *own);
  if (foreign.empty()) return;
  throw InputError({.file = named.string()}, fmt::format("holds '{}', which is no part of {}", foreign, kind.what),
                   "move it away, or name another folder with --out");
}

/// A new hidden folder or file beside a place, locked; `make` makes it and says whether it could.
template <class Make>
std::pair<fs::path, int> made_beside(const fs::path& place, const fs::path& named, const Make& make) {
  for (;;) {
    fs::path fresh = hidden_beside(place);
    if (!make(fresh)) {
      if (errno == EEXIST) continue;
      cannot(named, "written", last_error());
    }
    const int lock = lock_path(fresh);
    // Another program that cleans up may have met it before it was locked.
    struct stat here{};
    struct stat held{};
    const bool is_here = ::stat(fresh.c_str(), &here) == 0;
    if (is_here && (lock < 0 || (::fstat(lock, &held) == 0 && here.st_ino == held.st_ino))) return {fresh, lock};
    if (lock >= 0) ::close(lock);
  }
}

/// Modes and owner of what is replaced; what may not be set stays as it was made.
void keep_modes(const fs::path& old, const fs::path& fresh) {
  struct stat found{};
  if (::lstat(old.c_str(), &found) != 0 || S_ISLNK(found.st_mode)) return;
  if (::chown(fresh.c_str(), found.st_uid, found.st_gid) != 0) errno = 0;
  ::chmod(fresh.c_str(), found.st_mode & 07777);
}

/// Writes all of a text, waiting for who reads slowly.
bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      pollfd waiting{.fd = file, .events = POLLOUT, .revents = 0};
      if (::poll(&waiting, 1, -1) < 0) return false;
    } else {
      return false;
    }
  }
  return true;
}

/// A new file with a text; `errno` says why where it is false.
bool write_new(const fs::path& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return false;
  const bool is_written = write_all(file, text);
  const int reason = errno;
  if (::close(file) != 0) return false;
  errno = reason;
  return is_written;
}

/// Whether a path is the very file, pipe or device that a descriptor stands for, as /dev/stdout.
bool is_descriptor(const fs::path& path, int descriptor) {
  struct stat named{};
  struct stat open{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &open) == 0 && named.st_dev == open.st_dev &&
         named.st_ino == open.st_ino;
}

/// To a pipe, a device or the program's own output: nothing is replaced.
void write_through(const fs::path& file, std::string_view text) {
  if (is_descriptor(file, STDOUT_FILENO)) {
    if (!write_all(STDOUT_FILENO, text)) cannot(file, "written", last_error());
    return;
  }
  // Without O_NONBLOCK a pipe that nobody reads would be waited for.
  const int opened = ::open(file.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (opened < 0 && errno == ENXIO) throw MachineFailure(file.string() + ": is a pipe that nobody reads");
  if (opened < 0) cannot(file, "written", last_error());
  const bool is_written = write_all(opened, text);
  const std::error_code failure = last_error();
  ::close(opened);
  if (!is_written) cannot(file, "written", failure);
}

/// When a file was last written, and how long it is: others than before where somebody has changed it.
using FileState = std::pair<fs::file_time_type, std::uintmax_t>;

std::map<std::string, FileState> states_below(const fs::path& folder) {
  std::map<std::string, FileState> found;
  if (type_of(folder) != file_type::directory) return found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.symlink_status().type() == file_type::regular)
      found[entry.path().lexically_relative(folder).generic_string()] = {entry.last_write_time(), entry.file_size()};
  }
  return found;
}

void refuse_protected(const fs::path& place, const fs::path& named) {
  if (::access(place.c_str(), W_OK) != 0) cannot(named, "replaced", last_error());
}

}  // namespace

FolderKind folder_with(std::string what, const std::string& main, const std::set<std::string>& others) {
  std::set<std::string> all = others;
  all.insert(main);
  return {.what = std::move(what),
          .files_of = [main, all](const fs::path& folder) -> std::optional<std::set<std::string>> {
            std::error_code failure;
            if (!fs::is_regular_file(folder / main, failure)) return std::nullopt;
            return all;
          }};
}

void refuse_foreign(const fs::path& folder, const FolderKind& kind) {
  const fs::path place = real_place(folder);
  clean_beside(place);
  const file_type type = type_of(place);
  if (type == file_type::not_found) return;
  if (type != file_type::directory)
    throw InputError({.file = folder.string()}, "is in the way and no folder", "name another folder with --out");
  try {
    refuse_foreign_files(place, folder, kind);
  } catch (const fs::filesystem_error& failure) {
    cannot(folder, "looked through", failure.code());
  }
  refuse_protected(place, folder);
  if (holds_this_program(place))
    throw InputError({.file = folder.string()}, "is the folder that the program was started in, or one above it",
                     "it cannot be replaced as a whole; name a folder in it with --out");
}

OutputFolder::OutputFolder(const fs::path& place, FolderKind kind)
    : named_(place), place_(real_place(place)), kind_(std::move(kind)) {
  make_folders(place_.parent_path(), named_);
  refuse_foreign(named_, kind_);
  const auto make = [](const fs::path& fresh) { return ::mkdir(fresh.c_str(), 0777) == 0; };
  std::tie(fresh_, lock_) = made_beside(place_, named_, make);
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!fresh_.empty()) fs::remove_all(fresh_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

void OutputFolder::save(const fs::path& name, std::string_view text) const {
  make_folders((fresh_ / name).parent_path(), named_ / name);
  if (!write_new(fresh_ / name, text)) cannot(named_ / name, "written", last_error());
}

std::set<std::string> OutputFolder::files() const {
  std::set<std::string> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fresh_)) {
    if (entry.is_regular_file()) found.insert(entry.path().lexically_relative(fresh_).generic_string());
  }
  return found;
}

void OutputFolder::put_in_place() {
  try {
    refuse_foreign(named_, kind_);
    keep_modes(place_, fresh_);
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fresh_))
      keep_modes(place_ / entry.path().lexically_relative(fresh_), entry.path());
    // Held until it is looked through once more: nobody else may take it for something that was left.
    const int old_lock = lock_path(place_);
    fresh_ = replace_folder(fresh_, place_);
    // What somebody put there in the meantime goes back, with the folder that it was put into.
    if (!fresh_.empty()) {
      try {
        refuse_foreign_files(fresh_, named_, kind_);
      } catch (...) {
        fresh_ = replace_folder(fresh_, place_);
        if (old_lock >= 0) ::close(old_lock);
        throw;
      }
    }
    if (old_lock >= 0) ::close(old_lock);
  } catch (const std::system_error& failure) {
    cannot(named_, "replaced", failure.code());
  }
}

void write_whole(const fs::path& file, std::string_view text) {
  const file_type type = type_of(file);
  if (type == file_type::directory) throw InputError({.file = file.string()}, "is a folder", "name a file with --out");
  const bool is_own_output = type == file_type::regular && is_descriptor(file, STDOUT_FILENO);
  if (is_own_output || (type != file_type::not_found && type != file_type::regular)) return write_through(file, text);
  const fs::path place = real_place(file);
  if (type == file_type::regular) refuse_protected(place, file);
  make_folders(place.parent_path(), file);
  clean_beside(place);
  const auto make = [](const fs::path& fresh) {
    const int made = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return made >= 0 && ::close(made) == 0;
  };
  const auto [fresh, lock] = made_beside(place, file, make);
  std::error_code failure;
  if (!write_new(fresh, text)) {
    failure = last_error();
  } else {
    if (type == file_type::regular) keep_modes(place, fresh);
    fs::rename(fresh, place, failure);
  }
  std::error_code ignored;
  if (failure) fs::remove(fresh, ignored);
  if (lock >= 0) ::close(lock);
  if (failure) cannot(file, "written", failure);
}

void write_whole_files(const fs::path& folder, const std::map<std::string, std::string>& texts) {
  try {
    const std::map<std::string, FileState> before = states_below(real_place(folder));
    const auto unchanged = [before](const fs::path& place) -> std::optional<std::set<std::string>> {
      std::set<std::string> same;
      for (const auto& [name, state] : states_below(place)) {
        const auto found = before.find(name);
        if (found != before.end() && found->second == state) same.insert(name);
      }
      return same;
    };
    OutputFolder fresh(folder, {.what = "the files that were there when the work began", .files_of = unchanged});
    for (const auto& [name, state] : before) {
      if (texts.contains(name)) continue;
      fs::create_directories((fresh.path() / name).parent_path());
      fs::copy_file(folder / name, fresh.path() / name);
      fs::last_write_time(fresh.path() / name, state.first);
    }
    for (const auto& [name, text] : texts) fresh.save(name, text);
    fresh.put_in_place();
  } catch (const fs::filesystem_error& failure) {
    cannot(folder, "written", failure.code());
  }
}

}  // namespace parley
