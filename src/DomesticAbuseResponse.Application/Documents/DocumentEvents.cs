using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Documents;

namespace DomesticAbuseResponse.Application.Documents;

public sealed record DocumentAdded(int Document, DocumentKind Kind, FileKind File) : Happened;

public sealed record DocumentChanged(int Document) : Happened;

/// <summary>It was handed out. Why is with the look at the case.</summary>
public sealed record DocumentOpened(int Document) : Happened;

/// <param name="ByScanner">Malware was found in it.</param>
public sealed record DocumentRemoved(int Document, bool ByScanner) : Happened;
