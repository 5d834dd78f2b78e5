#include "parley/base/hidden_beside.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view new_prefix = ".parley-new-";
constexpr std::string_view old_prefix = ".parley-old-";

/// Sixteen digits that stand for a name (the hash of Fowler, Noll and Vo), the same for every program.
std::string digits_of(const std::string& name) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return fmt::format("{:016x}", hash);
}

fs::path folder_of(const fs::path& place) { return place.has_parent_path() ? place.parent_path() : fs::path("."); }

std::string hidden_start(std::string_view prefix, const fs::path& place) {
  return fmt::format("{}{}-", prefix, digits_of(place.filename().string()));
}

fs::path hidden_name(std::string_view prefix, const fs::path& place) {
  const std::string start = hidden_start(prefix, place);
  for (int number = 0;; ++number) {
    fs::path name = folder_of(place) / fmt::format("{}{}-{}", start, getpid(), number);
    std::error_code failure;
    if (fs::symlink_status(name, failure).type() == fs::file_type::not_found) return name;
    if (failure) throw std::system_error(failure);
  }
}

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category()); }

void rename_whole(const fs::path& from, const fs::path& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) fail();
}

/// renameat2() with flags; nothing where the kernel or the file system does not know them.
std::optional<int> rename_with(unsigned flags, const fs::path& from, const fs::path& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0) return 0;
  if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP) return std::nullopt;
  return errno;
}

/// The old folder is locked while it has a hidden name, so that no other program takes it for one that was left.
fs::path replace_in_two_steps(const fs::path& fresh, const fs::path& place) {
  const int lock = lock_path(place);
  fs::path old = hidden_name(old_prefix, place);
  const auto close_lock = [lock] { return lock >= 0 ? ::close(lock) : 0; };
  if (std::rename(place.c_str(), old.c_str()) != 0) {
    const int reason = errno;
    close_lock();
    throw std::system_error(reason, std::generic_category());
  }
  if (std::rename(fresh.c_str(), place.c_str()) != 0) {
    const int reason = errno;
    std::rename(old.c_str(), place.c_str());
    close_lock();
    throw std::system_error(reason, std::generic_category());
  }
  close_lock();
  return old;
}

}  // namespace

fs::path hidden_beside(const fs::path& place) { return hidden_name(new_prefix, place); }

int lock_path(const fs::path& path) {
  const int opened = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (opened < 0 || ::flock(opened, LOCK_EX | LOCK_NB) == 0) return opened;
  ::close(opened);
  return -1;
}

void clean_beside(const fs::path& place) {
  const std::string new_start = hidden_start(new_prefix, place);
  const std::string old_start = hidden_start(old_prefix, place);
  std::error_code ignored;
  std::vector<fs::path> left;
  for (fs::directory_iterator entry(folder_of(place), ignored), end; !ignored && entry != end;
       entry.increment(ignored)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(new_start) || name.starts_with(old_start)) left.push_back(entry->path());
  }
  for (const fs::path& path : left) {
    const int lock = lock_path(path);
    if (lock < 0) continue;
    const bool is_old = path.filename().string().starts_with(old_start);
    const bool is_missed = is_old && fs::symlink_status(place, ignored).type() == fs::file_type::not_found;
    if (is_missed) {
      fs::rename(path, place, ignored);
    } else {
      fs::remove_all(path, ignored);
    }
    ::close(lock);
  }
}

bool exchange(const fs::path& a, const fs::path& b) {
  const std::optional<int> failure = rename_with(RENAME_EXCHANGE, a, b);
  if (failure && *failure != 0) throw std::system_error(*failure, std::generic_category());
  return failure.has_value();
}

fs::path replace_folder(const fs::path& fresh, const fs::path& place, HowToReplace how) {
  const std::optional<int> moved = rename_with(RENAME_NOREPLACE, fresh, place);
  if (moved == 0) return {};
  if (moved && *moved != EEXIST) throw std::system_error(*moved, std::generic_category());
  if (!moved) {
    std::error_code failure;
    if (fs::symlink_status(place, failure).type() == fs::file_type::not_found) {
      rename_whole(fresh, place);
      return {};
    }
  }
  if (how == HowToReplace::in_one_step && exchange(fresh, place)) return fresh;
  return replace_in_two_steps(fresh, place);
}

}  // namespace parley
