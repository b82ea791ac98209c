using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Children;

/// <summary>Who has to be told that a child lives with domestic abuse.</summary>
public enum NoticeTo
{
    Nobody,
    School,
    College,

    /// <summary>The officer of the local authority for children educated at home, or without a place.</summary>
    LocalAuthority,

    /// <summary>There is a duty, and nobody knows yet to whom: which school is to be found out.</summary>
    FindOut,
}

/// <summary>
/// Which duty Operation Encompass makes for one child of an incident (R4.42, R4.43, S49): from reception to 17 somebody is told, whether the child was there,
/// asleep or away. Pure: the same child on the same day gives the same answer, with its reason.
/// </summary>
public sealed record EncompassDuty(NoticeTo To, string Because)
{
    public const string Rule = "R4.43";

    internal const int AdultFromAge = 18;
    private const int _compulsoryFromAge = 5;
    private const int _postSixteen = 16;

    public bool IsOwed => To is not NoticeTo.Nobody;

    /// <param name="bornOn">Null when nobody knows it: then the child counts as of an age for school until it is known.</param>
    /// <param name="estimated">A birth of which the year alone is known is read both ways, so that no child is left out for it.</param>
    /// <param name="on">The London day of the incident.</param>
    public static EncompassDuty Of(DateOnly? bornOn, bool estimated, Education education, DateOnly on)
    {
        var age = Person.AgeOn(bornOn, estimated, on);
        if (age >= AdultFromAge)
        {
            return new(NoticeTo.Nobody, $"Aged {age} on that day: the duty ends at {AdultFromAge}.");
        }

        if (education is not (Education.School or Education.College) && bornOn is { } born && ReceptionFrom(born) > on)
        {
            return new(NoticeTo.Nobody, education is Education.Nursery ? "Below reception, at a nursery: a nursery is outside the duty." : "Below reception: the duty begins there.");
        }

        var old = age is null ? "of an unknown age" : $"aged {age}";
        return education switch
        {
            Education.School => new(NoticeTo.School, $"A child {old} at school: the school is told, whether or not the child was there."),
            Education.College => new(NoticeTo.College, $"A child {old} at a college: the college is told, whether or not the child was there."),
            Education.HomeEducated => new(NoticeTo.LocalAuthority, $"A child {old} educated at home: the officer of the local authority is told."),
            Education.NoPlace when age >= _postSixteen => new(NoticeTo.Nobody, $"Aged {age} and in no education: there is no place to tell."),
            Education.NoPlace => new(NoticeTo.LocalAuthority, $"A child {old} of an age for school and at none: the officer of the local authority is told."),
            Education.Nursery or Education.NotYet when age is null or < _compulsoryFromAge => new(NoticeTo.Nobody, "Not at school yet, and not yet of an age at which school must begin: a nursery is outside the duty."),
            Education.Nursery or Education.NotYet => new(NoticeTo.FindOut, $"A child {old} is old enough for school, and the record still says otherwise: find out which school."),
            Education.NotKnown => new(NoticeTo.FindOut, $"A child {old} from reception on, and nobody knows which school: find out."),
        };
    }

    /// <summary>The first of September after the fourth birthday. Who turns four on that day begins a year later.</summary>
    internal static DateOnly ReceptionFrom(DateOnly born)
    {
        var four = born.AddYears(4);
        var september = new DateOnly(four.Year, 9, 1);
        return four < september ? september : september.AddYears(1);
    }
}
