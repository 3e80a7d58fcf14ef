namespace FaceFunctions.Core.Reconciliation;

/// <summary>What one run of the reconcile pass did.</summary>
/// <param name="BlobsChecked">Blobs compared with their rows.</param>
/// <param name="RowsChecked">Rows compared with their blobs.</param>
/// <param name="Enrolled">Photos recorded, whatever their status became.</param>
/// <param name="Removed">Rows removed, their blobs being gone.</param>
/// <param name="Damaged">Rows that could not be read; where they say whose they are, and their blobs are there, their photos are among the enrolled.</param>
/// <param name="Failed">Photos that could not be worked on; the next pass tries them again.</param>
/// <param name="Fault">Why the first of them failed, for the log; null when none did.</param>
/// <param name="Completed">Whether the pass is complete; false when a limit ended the run and the next goes on.</param>
public sealed record ReconcileReport(int BlobsChecked, int RowsChecked, int Enrolled, int Removed, int Damaged, int Failed, Exception? Fault, bool Completed);
