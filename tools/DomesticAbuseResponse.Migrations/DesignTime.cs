namespace DomesticAbuseResponse.Migrations;

/// <summary>Where the migration tool connects when asked to; writing a migration needs no server.</summary>
internal static class DesignTime
{
    public static string ConnectionString { get; } =
        Environment.GetEnvironmentVariable("ConnectionStrings__Database") ?? "Host=localhost;Database=dar;Username=postgres";
}
