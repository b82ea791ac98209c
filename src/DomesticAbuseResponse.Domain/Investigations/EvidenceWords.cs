namespace DomesticAbuseResponse.Domain.Investigations;

/// <summary>The words of evidence. What names the victim is worded by the page, in the area's own words.</summary>
public static class EvidenceWords
{
    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.EmergencyCall => "Recording of the 999 call",
        EvidenceKind.BodyWornVideo => "Body-worn video",
        EvidenceKind.InjuryPhotos => "Photographs of injuries",
        EvidenceKind.ScenePhotos => "Photographs of the scene",
        EvidenceKind.Witnesses => "Witnesses, children’s words among them",
        EvidenceKind.Admissions => "What the suspect said or admitted",
        EvidenceKind.Medical => "Medical notes",
        EvidenceKind.Messages => "Messages, calls and devices",
        EvidenceKind.Cctv => "CCTV and doorbell cameras",
        EvidenceKind.EarlierReports => "Earlier reports and assessments",
    };

    /// <summary>In the middle of a sentence.</summary>
    public static string Inside(EvidenceKind kind) => kind is EvidenceKind.Cctv ? Of(kind) : char.ToLowerInvariant(Of(kind)[0]) + Of(kind)[1..];
}
