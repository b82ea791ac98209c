using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Documents;

namespace DomesticAbuseResponse.Application.Documents;

/// <param name="TellsPlace">The file says where it was made, so it was marked as showing a protected address.</param>
public sealed record DocumentAdded(int Document, DocumentKind Kind, FileKind File, bool TellsPlace) : Happened;

/// <param name="ProtectionLifted">The mark that it shows a protected address was taken off.</param>
public sealed record DocumentChanged(int Document, bool ProtectionLifted) : Happened;

/// <summary>It was handed out. Why is with the look at the case.</summary>
public sealed record DocumentOpened(int Document) : Happened;

/// <param name="ByScanner">Malware was found in it.</param>
public sealed record DocumentRemoved(int Document, bool ByScanner) : Happened;
