using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Quality;

/// <summary>No form, no silence: what has become of an incident's assessment (R1.17, R1.19, R1.20).</summary>
public sealed class FormComplianceTests
{
    private static readonly DateTimeOffset _reported = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly FormFacts _nothing = new(_reported, true, YesNoUnknown.Yes, new HashSet<AbuseRelationship> { AbuseRelationship.Intimate }, null, null, null, null, null);

    [Fact]
    public void S12_a_form_that_reaches_the_sergeant_after_off_duty_is_late()
    {
        var late = Of(_nothing with { BegunAt = _reported, CompletedAt = At(7, 20), OffDutyAt = At(7, 0) });

        Assert.Equal((FormState.Late, true), (late.State, late.IsRequired));
        Assert.Equal("Reached the sergeant 20 minutes after off-duty.", late.Because);
        Assert.Equal(FormState.InTime, Of(_nothing with { BegunAt = _reported, CompletedAt = At(7, 0), OffDutyAt = At(7, 0) }).State);
    }

    [Fact]
    public void Where_nobody_said_when_the_officer_went_off_duty_it_is_late_after_a_day()
    {
        Assert.Equal(FormState.InTime, Of(_nothing with { BegunAt = _reported, CompletedAt = _reported.AddHours(24) }).State);
        Assert.Equal(FormState.Late, Of(_nothing with { BegunAt = _reported, CompletedAt = _reported.AddHours(24).AddSeconds(1) }).State);
    }

    [Fact]
    public void Nothing_but_a_finished_form_or_a_supervisors_word_meets_the_duty()
    {
        Assert.Equal(FormState.Missing, Of(_nothing).State);
        Assert.Equal(FormState.Begun, Of(_nothing with { BegunAt = _reported }).State);
        Assert.Equal(FormState.NoVictim, Of(_nothing with { HasVictim = false }).State);
        Assert.Equal(FormState.SkipWaits, Of(_nothing with { Skip = SkipReason.DuplicateReport }).State);
        Assert.Equal(FormState.LeftOut, Of(_nothing with { Skip = SkipReason.DuplicateReport, SkipConfirmed = true }).State);
        var refused = Of(_nothing with { Skip = SkipReason.DuplicateReport, SkipConfirmed = false });
        Assert.Equal(FormState.Missing, refused.State);
        Assert.EndsWith("A supervisor refused to leave it out.", refused.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_force_leaves_it_to_the_officer_it_is_not_required_and_still_no_grade()
    {
        var duty = new AssessmentDutySettings("crimes", new HashSet<AssessmentOccasion> { new(true, AbuseRelationship.Intimate) });
        var noCrime = FormCompliance.Of(_nothing with { IsCrime = YesNoUnknown.No }, duty, QualitySettings.Default);

        Assert.Equal((FormState.NotRequired, false), (noCrime.State, noCrime.IsRequired));
        Assert.DoesNotContain(FormState.NotRequired, FormCompliance.Open);
        Assert.Equal(FormState.Missing, FormCompliance.Of(_nothing with { IsCrime = YesNoUnknown.Unknown }, duty, QualitySettings.Default).State);
    }

    [Fact]
    public void A_unit_is_counted_by_state_and_by_how_far_the_duty_is_met()
    {
        var counts = ComplianceCounts.Of(
        [
            Of(_nothing), Of(_nothing with { BegunAt = _reported, CompletedAt = _reported }), Of(_nothing with { Skip = SkipReason.DuplicateReport, SkipConfirmed = true }),
            new(FormState.NotRequired, false, ""),
        ]);

        Assert.Equal((4, 3, 2, 1, 66.7m), (counts.Incidents, counts.Required, counts.Met, counts[FormState.Missing], counts.MetPercent));
        Assert.Null(ComplianceCounts.Of([]).MetPercent);
    }

    private static FormCompliance Of(FormFacts facts) => FormCompliance.Of(facts, AssessmentDutySettings.Default, QualitySettings.Default);

    private static DateTimeOffset At(int hour, int minute) => new(2026, 11, 23, hour, minute, 0, TimeSpan.Zero);
}
