using DomesticAbuseResponse.Domain.Deadlines;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

public sealed class VictimsCodeTests
{
    [Fact]
    public void S29_a_victim_with_enhanced_rights_hears_of_a_Christmas_Eve_arrest_by_the_29th() =>
        DueOn("2026-12-29", Due(DeadlineCodes.VictimsCodeEnhanced, "2026-12-24"));

    [Fact]
    public void S30_a_release_on_bail_on_Friday_night_is_told_by_Monday() =>
        DueOn("2026-11-30", Due(DeadlineCodes.VictimsCodeEnhanced, "2026-11-27T22:00"));

    [Fact]
    public void S31_a_victim_with_standard_rights_hears_of_a_New_Years_Eve_arrest_in_five_working_days() =>
        DueOn("2027-01-08", Due(DeadlineCodes.VictimsCodeStandard, "2026-12-31"));

    [Fact]
    public void S32_a_support_referral_is_made_within_two_working_days() =>
        DueOn("2026-12-30", Due(DeadlineCodes.SupportReferral, "2026-12-24"));

    [Fact]
    public void S33_every_victim_is_told_a_hearing_date_within_one_working_day_over_Easter() =>
        DueOn("2027-03-30", Due(DeadlineCodes.VictimsCodeHearing, "2027-03-25"));
}
