using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Letters;

/// <param name="Template">The code of the letter it was made after.</param>
public sealed record LetterMade(int Letter, string Template, OutgoingReader Reader, ContactChannel Channel) : Happened;

/// <summary>It was opened whole, with its address, to be printed.</summary>
public sealed record LetterPrinted(int Letter) : Happened;

/// <param name="AfterChange">What is on record of places was changed between making and recording: it may lie where it is not safe.</param>
public sealed record LetterSent(int Letter, DateOnly On, bool AfterChange) : Happened;

/// <param name="ByChange">What is on record of places was changed after it was made.</param>
public sealed record LetterCancelled(int Letter, bool ByChange) : Happened;
