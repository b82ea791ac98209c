using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>Another system or a file told of an incident for the first time.</summary>
public sealed record ReportReceived(Id<IncomingReport> Report, IncomingState State, int Questions) : Happened;

/// <summary>It told of it again. Which fields were taken over, and which stand because somebody here had changed them.</summary>
public sealed record ReportUpdated(Id<IncomingReport> Report, IReadOnlyList<SentField> Taken, IReadOnlyList<SentField> Kept) : Happened;

/// <summary>Somebody in a report was found on record without asking anybody.</summary>
public sealed record PersonMatched(Id<IncomingReport> Report, double Points) : Happened;

public sealed record QuestionAnswered(Id<IncomingReport> Report, QuestionKind Kind, string Path, QuestionAnswer Answer) : Happened;

public sealed record ReportDiscarded(Id<IncomingReport> Report) : Happened;

/// <summary>What a word of other systems means was said for good.</summary>
public sealed record WordLearned(string Field) : Happened;

public sealed record ApiKeyMade(Id<ApiKey> Key, IReadOnlyList<ApiScope> Scopes) : Happened;

public sealed record ApiKeyRevoked(Id<ApiKey> Key) : Happened;

public sealed record ImportStarted(Id<ImportBatch> Batch) : Happened;

public sealed record ImportFinished(Id<ImportBatch> Batch, int Rows, int Logged) : Happened;

/// <summary>What an import had made was taken out again.</summary>
public sealed record ImportUndone(Id<ImportBatch> Batch, int Incidents, int People, int Cases, int Kept) : Happened;

public sealed record IncidentRemoved(Id<ImportBatch> Batch) : Happened;

public sealed record PersonRemoved(Id<ImportBatch> Batch) : Happened;

public sealed record CaseRemoved(Id<ImportBatch> Batch) : Happened;
