namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>
/// A legal basis that can be recorded for sharing without consent (R2.15). The list is offered, not advised: each
/// partnership confirms it with its own lawyers.
/// </summary>
public sealed record LawfulBasis(string Code, string Title)
{
    public static IReadOnlyList<LawfulBasis> All { get; } =
    [
        new("ukgdpr-6-1-e", "UK GDPR Article 6(1)(e): public task"),
        new("ukgdpr-6-1-d", "UK GDPR Article 6(1)(d): vital interests"),
        new("ukgdpr-6-1-f", "UK GDPR Article 6(1)(f): legitimate interests"),
        new("ukgdpr-recognised", "UK GDPR: recognised legitimate interests, crime or safeguarding (Data (Use and Access) Act 2025)"),
        new("ukgdpr-9-2-g-safeguarding", "UK GDPR Article 9(2)(g) with Data Protection Act 2018 Schedule 1 paragraph 18: safeguarding"),
        new("ukgdpr-9-2-g-crime", "UK GDPR Article 9(2)(g) with Data Protection Act 2018 Schedule 1 paragraph 10: preventing crime"),
        new("ukgdpr-10", "UK GDPR Article 10 with Data Protection Act 2018 Schedule 1: offence data"),
        new("dpa-part-3", "Data Protection Act 2018 Part 3: law enforcement (police)"),
        new("cda-115", "Crime and Disorder Act 1998 section 115"),
        new("children-acts", "Children Acts 1989 and 2004"),
        new("care-act", "Care Act 2014"),
        new("public-interest", "Common law: the public interest overrides the duty of confidence"),
    ];

    public static LawfulBasis? Find(string code) => All.FirstOrDefault(b => b.Code == code);
}
