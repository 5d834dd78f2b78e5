#include "parley/customs/country_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

/// Number of the United Nations (M49), ISO 3166 alpha-3 code, English name as trade statistics write it.
struct KnownCountry {
  int number;
  const char* code;
  const char* name;
};

constexpr KnownCountry known[] = {
    {4, "AFG", "Afghanistan"},
    {8, "ALB", "Albania"},
    {12, "DZA", "Algeria"},
    {16, "ASM", "American Samoa"},
    {20, "AND", "Andorra"},
    {24, "AGO", "Angola"},
    {28, "ATG", "Antigua and Barbuda"},
    {31, "AZE", "Azerbaijan"},
    {32, "ARG", "Argentina"},
    {36, "AUS", "Australia"},
    {40, "AUT", "Austria"},
    {44, "BHS", "Bahamas"},
    {48, "BHR", "Bahrain"},
    {50, "BGD", "Bangladesh"},
    {51, "ARM", "Armenia"},
    {52, "BRB", "Barbados"},
    {56, "BEL", "Belgium"},
    {60, "BMU", "Bermuda"},
    {64, "BTN", "Bhutan"},
    {68, "BOL", "Bolivia"},
    {70, "BIH", "Bosnia and Herzegovina"},
    {72, "BWA", "Botswana"},
    {76, "BRA", "Brazil"},
    {84, "BLZ", "Belize"},
    {86, "IOT", "British Indian Ocean Territory"},
    {90, "SLB", "Solomon Islands"},
    {92, "VGB", "British Virgin Islands"},
    {96, "BRN", "Brunei"},
    {100, "BGR", "Bulgaria"},
    {104, "MMR", "Burma"},
    {108, "BDI", "Burundi"},
    {112, "BLR", "Belarus"},
    {116, "KHM", "Cambodia"},
    {120, "CMR", "Cameroon"},
    {124, "CAN", "Canada"},
    {132, "CPV", "Cabo Verde"},
    {136, "CYM", "Cayman Islands"},
    {140, "CAF", "Central African Republic"},
    {144, "LKA", "Sri Lanka"},
    {148, "TCD", "Chad"},
    {152, "CHL", "Chile"},
    {156, "CHN", "China"},
    {158, "TWN", "Taiwan"},
    {162, "CXR", "Christmas Island"},
    {166, "CCK", "Cocos (Keeling) Islands"},
    {170, "COL", "Colombia"},
    {174, "COM", "Comoros"},
    {175, "MYT", "Mayotte"},
    {178, "COG", "Congo"},
    {180, "COD", "Democratic Republic of the Congo"},
    {184, "COK", "Cook Islands"},
    {188, "CRI", "Costa Rica"},
    {191, "HRV", "Croatia"},
    {192, "CUB", "Cuba"},
    {196, "CYP", "Cyprus"},
    {203, "CZE", "Czechia"},
    {204, "BEN", "Benin"},
    {208, "DNK", "Denmark"},
    {212, "DMA", "Dominica"},
    {214, "DOM", "Dominican Republic"},
    {218, "ECU", "Ecuador"},
    {222, "SLV", "El Salvador"},
    {226, "GNQ", "Equatorial Guinea"},
    {231, "ETH", "Ethiopia"},
    {232, "ERI", "Eritrea"},
    {233, "EST", "Estonia"},
    {234, "FRO", "Faroe Islands"},
    {238, "FLK", "Falkland Islands"},
    {242, "FJI", "Fiji"},
    {246, "FIN", "Finland"},
    {250, "FRA", "France"},
    {254, "GUF", "French Guiana"},
    {258, "PYF", "French Polynesia"},
    {260, "ATF", "French Southern Territories"},
    {262, "DJI", "Djibouti"},
    {266, "GAB", "Gabon"},
    {268, "GEO", "Georgia"},
    {270, "GMB", "Gambia"},
    {275, "PSE", "Palestine"},
    {276, "DEU", "Germany"},
    {288, "GHA", "Ghana"},
    {292, "GIB", "Gibraltar"},
    {296, "KIR", "Kiribati"},
    {300, "GRC", "Greece"},
    {304, "GRL", "Greenland"},
    {308, "GRD", "Grenada"},
    {312, "GLP", "Guadeloupe"},
    {316, "GUM", "Guam"},
    {320, "GTM", "Guatemala"},
    {324, "GIN", "Guinea"},
    {328, "GUY", "Guyana"},
    {332, "HTI", "Haiti"},
    {340, "HND", "Honduras"},
    {344, "HKG", "Hong Kong"},
    {348, "HUN", "Hungary"},
    {352, "ISL", "Iceland"},
    {356, "IND", "India"},
    {360, "IDN", "Indonesia"},
    {364, "IRN", "Iran"},
    {368, "IRQ", "Iraq"},
    {372, "IRL", "Ireland"},
    {376, "ISR", "Israel"},
    {380, "ITA", "Italy"},
    {384, "CIV", "Cote d'Ivoire"},
    {388, "JAM", "Jamaica"},
    {392, "JPN", "Japan"},
    {398, "KAZ", "Kazakhstan"},
    {400, "JOR", "Jordan"},
    {404, "KEN", "Kenya"},
    {408, "PRK", "North Korea"},
    {410, "KOR", "South Korea"},
    {414, "KWT", "Kuwait"},
    {417, "KGZ", "Kyrgyzstan"},
    {418, "LAO", "Laos"},
    {422, "LBN", "Lebanon"},
    {426, "LSO", "Lesotho"},
    {428, "LVA", "Latvia"},
    {430, "LBR", "Liberia"},
    {434, "LBY", "Libya"},
    {438, "LIE", "Liechtenstein"},
    {440, "LTU", "Lithuania"},
    {442, "LUX", "Luxembourg"},
    {446, "MAC", "Macao"},
    {450, "MDG", "Madagascar"},
    {454, "MWI", "Malawi"},
    {458, "MYS", "Malaysia"},
    {462, "MDV", "Maldives"},
    {466, "MLI", "Mali"},
    {470, "MLT", "Malta"},
    {474, "MTQ", "Martinique"},
    {478, "MRT", "Mauritania"},
    {480, "MUS", "Mauritius"},
    {484, "MEX", "Mexico"},
    {492, "MCO", "Monaco"},
    {496, "MNG", "Mongolia"},
    {498, "MDA", "Moldova"},
    {499, "MNE", "Montenegro"},
    {500, "MSR", "Montserrat"},
    {504, "MAR", "Morocco"},
    {508, "MOZ", "Mozambique"},
    {512, "OMN", "Oman"},
    {516, "NAM", "Namibia"},
    {520, "NRU", "Nauru"},
    {524, "NPL", "Nepal"},
    {528, "NLD", "Netherlands"},
    {531, "CUW", "Curacao"},
    {533, "ABW", "Aruba"},
    {534, "SXM", "Sint Maarten"},
    {540, "NCL", "New Caledonia"},
    {548, "VUT", "Vanuatu"},
    {554, "NZL", "New Zealand"},
    {558, "NIC", "Nicaragua"},
    {562, "NER", "Niger"},
    {566, "NGA", "Nigeria"},
    {570, "NIU", "Niue"},
    {574, "NFK", "Norfolk Island"},
    {578, "NOR", "Norway"},
    {580, "MNP", "Northern Mariana Islands"},
    {583, "FSM", "Federated States of Micronesia"},
    {584, "MHL", "Marshall Islands"},
    {585, "PLW", "Palau"},
    {586, "PAK", "Pakistan"},
    {591, "PAN", "Panama"},
    {598, "PNG", "Papua New Guinea"},
    {600, "PRY", "Paraguay"},
    {604, "PER", "Peru"},
    {608, "PHL", "Philippines"},
    {612, "PCN", "Pitcairn Islands"},
    {616, "POL", "Poland"},
    {620, "PRT", "Portugal"},
    {624, "GNB", "Guinea-Bissau"},
    {626, "TLS", "Timor-Leste"},
    {634, "QAT", "Qatar"},
    {638, "REU", "Reunion"},
    {642, "ROU", "Romania"},
    {643, "RUS", "Russia"},
    {646, "RWA", "Rwanda"},
    {652, "BLM", "Saint Barthelemy"},
    {654, "SHN", "St. Helena"},
    {659, "KNA", "St. Kitts and Nevis"},
    {660, "AIA", "Anguilla"},
    {662, "LCA", "St. Lucia"},
    {666, "SPM", "St. Pierre and Miquelon"},
    {670, "VCT", "St. Vincent and the Grenadines"},
    {674, "SMR", "San Marino"},
    {678, "STP", "Sao Tome and Principe"},
    {682, "SAU", "Saudi Arabia"},
    {686, "SEN", "Senegal"},
    {688, "SRB", "Serbia"},
    {690, "SYC", "Seychelles"},
    {694, "SLE", "Sierra Leone"},
    {702, "SGP", "Singapore"},
    {703, "SVK", "Slovakia"},
    {704, "VNM", "Vietnam"},
    {705, "SVN", "Slovenia"},
    {706, "SOM", "Somalia"},
    {710, "ZAF", "South Africa"},
    {716, "ZWE", "Zimbabwe"},
    {724, "ESP", "Spain"},
    {728, "SSD", "South Sudan"},
    {729, "SDN", "Sudan"},
    {740, "SUR", "Suriname"},
    {748, "SWZ", "Eswatini"},
    {752, "SWE", "Sweden"},
    {756, "CHE", "Switzerland"},
    {760, "SYR", "Syria"},
    {762, "TJK", "Tajikistan"},
    {764, "THA", "Thailand"},
    {768, "TGO", "Togo"},
    {772, "TKL", "Tokelau"},
    {776, "TON", "Tonga"},
    {780, "TTO", "Trinidad and Tobago"},
    {784, "ARE", "United Arab Emirates"},
    {788, "TUN", "Tunisia"},
    {792, "TUR", "Turkey"},
    {795, "TKM", "Turkmenistan"},
    {796, "TCA", "Turks and Caicos Islands"},
    {798, "TUV", "Tuvalu"},
    {800, "UGA", "Uganda"},
    {804, "UKR", "Ukraine"},
    {807, "MKD", "North Macedonia"},
    {818, "EGY", "Egypt"},
    {826, "GBR", "United Kingdom"},
    {834, "TZA", "Tanzania"},
    {840, "USA", "United States"},
    {854, "BFA", "Burkina Faso"},
    {858, "URY", "Uruguay"},
    {860, "UZB", "Uzbekistan"},
    {862, "VEN", "Venezuela"},
    {876, "WLF", "Wallis and Futuna"},
    {882, "WSM", "Samoa"},
    {887, "YEM", "Yemen"},
    {894, "ZMB", "Zambia"},
    // Numbers of customs territories in trade statistics, and the groups that report as one.
    {251, "FRA", ""},
    {381, "ITA", ""},
    {579, "NOR", ""},
    {699, "IND", ""},
    {757, "CHE", ""},
    {842, "USA", ""},
    {490, "S19", "Other Asia, nes"},
    {918, "EUN", "European Union"},
    // Further names.
    {0, "KOR", "Korea"},
    {0, "CZE", "Czech Republic"},
    {0, "MMR", "Burma (Myanmar)"},
    {0, "MMR", "Myanmar"},
    {0, "COD", "Congo (DROC)"},
    {0, "COG", "Congo (ROC)"},
    {0, "MKD", "Macedonia"},
    {0, "SWZ", "Swaziland"},
    {0, "TLS", "East Timor"},
    {0, "TUR", "Turkiye"},
    {0, "MAC", "Macau"},
    {0, "CPV", "Cape Verde"},
    {0, "VNM", "Viet Nam"},
    {0, "FSM", "Micronesia"},
    {0, "COK", "Cook Is"},
    {0, "GMB", "The Gambia"},
    {0, "RUS", "Russian Federation"},
    {0, "SRB", "Serbia and Kosovo"},
    {0, "BHS", "The Bahamas"}};

std::string lower(std::string_view name) {
  std::string text(name);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::optional<int> number_in(std::string_view text) {
  const std::optional<int> number = text::read_whole(text);
  if (!number || *number <= 0) return std::nullopt;
  return number;
}

}  // namespace

CountryNames::CountryNames() {
  for (const KnownCountry& each : known) {
    if (each.number > 0) numbers_.emplace(each.number, each.code);
    if (*each.name != '\0') names_.emplace(lower(each.name), each.code);
  }
}

void CountryNames::add(const text::CsvTable& csv) {
  const std::size_t number = csv.column("country_code");
  const std::size_t name = csv.column("country_name");
  const std::size_t code = csv.column("country_iso3");
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string letters(text::trimmed(csv.cell(row, code)));
    const std::optional<int> parsed = number_in(text::trimmed(csv.cell(row, number)));
    if (!parsed && !text::trimmed(csv.cell(row, number)).empty()) {
      problems.add(csv.place(row, number), fmt::format("'{}' is not the number of a country", csv.cell(row, number)));
    }
    // CEPII lists a few groups without a code; their number stands for them.
    const std::string named = letters.empty() || letters == "N/A" ? fmt::format("N{}", parsed.value_or(0)) : letters;
    if (parsed) numbers_.insert_or_assign(*parsed, named);
    if (!csv.cell(row, name).empty()) names_.insert_or_assign(lower(text::trimmed(csv.cell(row, name))), named);
  }
  problems.throw_if_any();
}

std::optional<std::string> CountryNames::by_number(std::string_view number) const {
  const std::optional<int> parsed = number_in(number);
  const auto found = parsed ? numbers_.find(*parsed) : numbers_.end();
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> CountryNames::by_name(std::string_view name) const {
  const auto found = names_.find(lower(name));
  if (found == names_.end()) return std::nullopt;
  return found->second;
}

}  // namespace parley::customs
